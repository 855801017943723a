"""What a cohort is graded with: content, processes, and the engine that uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.line import Line

# Is told lines that are done, some at once.
Tell: TypeAlias = Callable[[Sequence[Line]], None]
# Submissions as they come, some at once.
Parts: TypeAlias = Iterable[Sequence[Found]]


class Engine(Protocol):
    """Who grades: `grading_all.Workers`, or `dask_engine.Dask`."""

    def begun(self, exercises: Path, graders: Path, workers: int) -> AbstractContextManager[Engine]:
        """Give an engine that starts at once, where that can be, and ends with this."""

    def grade_all(
        self, parts: Parts, exercises: Path, graders: Path, workers: int, tell: Tell
    ) -> None:
        """Tell a line for each submission, in any order."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folders of a course and its graders, how many processes, and who uses them."""

    exercises: Path
    graders: Path
    workers: int
    engine: Engine

    @contextmanager
    def begun(self) -> Iterator[Work]:
        """Give the same work, whose engine starts while is still looked for what it is to do."""
        with self.engine.begun(self.exercises, self.graders, self.workers) as engine:
            yield replace(self, engine=engine)

    def grade(self, parts: Parts, tell: Tell, most: int | None = None) -> None:
        """Grade all parts by `most` processes at most; tell their lines, in any order."""
        workers = self.workers if most is None else min(self.workers, most)
        self.engine.grade_all(parts, self.exercises, self.graders, workers, tell)
