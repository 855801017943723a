"""What a learner wrote in a submission: its lines, tokens and fingerprints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cohort.collecting import Found, demand_openable
from konexio_cli.cohort.similar.tokens import Unit, units
from konexio_cli.cohort.similar.winnowing import Place, all_grams, fingerprints
from konexio_cli.grading.matching import match
from konexio_cli.model.notebook import WRITTEN, Cell, Role
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.identify import identify
from konexio_cli.packs.notebooks import read_submission

_LEARNERS = WRITTEN | {Role.EXTRA}


@dataclass(frozen=True, slots=True)
class Written:
    """A learner's own cells, one below the other: their lines, units and fingerprints."""

    learner: str
    file: str
    lines: tuple[str, ...]
    units: tuple[Unit, ...]
    prints: Mapping[int, Place]

    @property
    def person(self) -> str:
        """Return who wrote it; a file that lies in no learner's folder is its own person."""
        return self.learner or f"/{self.file}"


class Reader:
    """Reads submissions; what stands in an exercise's starter is nobody's own."""

    def __init__(self, exercises: Path) -> None:
        self._folder = exercises
        self._known = frozenset(read_course(exercises).exercises)
        self._starters: dict[str, tuple[Sequence[Cell], Collection[int]]] = {}

    def read(self, found: Found) -> tuple[str, Written]:
        """Return the exercise of a file, and what its learner wrote.

        Raise KonexioError when the file cannot be read, or answers no exercise.
        """
        demand_openable(found.file, found.problem)
        notebook = read_submission(found.path, found.learner).notebook
        name = identify(notebook, found.path, self._known)
        starter, known = self._starter(name)
        own = [cell.source for cell in match(starter, notebook).cells if cell.role in _LEARNERS]
        return name, written(found.learner, found.file, own, known)

    def _starter(self, name: str) -> tuple[Sequence[Cell], Collection[int]]:
        if name not in self._starters:
            exercise = read_exercise(self._folder, name)
            cells = exercise.starter(len(exercise.rounds))
            known = all_grams(units((cell.source, 0) for cell in cells))
            self._starters[name] = cells, known
        return self._starters[name]


def written(
    learner: str, file: str, cells: Iterable[str], starter: Collection[int] = frozenset()
) -> Written:
    """Return what a learner wrote in `cells`; `starter` are runs of tokens that were given."""
    lines: list[str] = []
    texts: list[tuple[str, int]] = []
    for source in cells:
        texts.append((source, len(lines)))
        lines += [*source.splitlines(), ""]
    found = units(texts)
    return Written(learner, file, tuple(lines), found, fingerprints(found, starter))
