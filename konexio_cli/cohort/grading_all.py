"""A whole cohort graded on all cores: a lost worker costs one submission, never the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cohort.asking import request
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.line import Line, from_text, not_graded
from konexio_cli.cohort.work import Parts, Tell
from konexio_cli.crew.crew import Batch, Crew
from konexio_cli.crew.member import Answer, Patience
from konexio_cli.crew.worker_process import WorkerLost
from konexio_cli.errors import Exit, KonexioError

WORKER = "konexio_cli.cohort.worker"
# Limits end a submission long before; this ends a notebook of a thousand slow cells.
PATIENCE = Patience(600.0)


def worker_arguments(exercises: Path, graders: Path, *, trust: bool) -> tuple[Path | str, ...]:
    """Return what a worker is started with."""
    return exercises, graders, "trust" if trust else ""


@dataclass(frozen=True, slots=True)
class Workers:
    """Grades by a crew of processes on this machine; with `trust`, whatever their rooms hide.

    `crew` is one that has begun to start: it is left to whoever has entered it.
    """

    trust: bool = False
    crew: Crew | None = None

    @contextmanager
    def begun(self, exercises: Path, graders: Path, workers: int) -> Iterator[Workers]:
        """Give workers that start now, and end with this."""
        with self._crew(exercises, graders, workers) as crew:
            yield Workers(self.trust, crew)

    def grade_all(
        self, parts: Parts, exercises: Path, graders: Path, workers: int, tell: Tell
    ) -> None:
        """Tell a line for each submission, in the order in which they are done; some at once.

        A crew starts once there is work, and grades while the rest comes. Raise KonexioError
        when rooms do not hide files and network.
        """
        found: list[Found] = []

        def lines(batch: Batch) -> list[Line]:
            return [line_of(found[number], answer) for number, answer in batch]

        with ExitStack() as ending:
            crew = self.crew
            for part in filter(None, parts):
                if crew is None:
                    crew = ending.enter_context(self._crew(exercises, graders, workers))
                found += part
                crew.ask(map(request, part))
                if batch := crew.ready():
                    tell(lines(batch))
            for batch in crew.batches() if crew else ():
                tell(lines(batch))

    def _crew(self, exercises: Path, graders: Path, workers: int) -> Crew:
        arguments = worker_arguments(exercises, graders, trust=self.trust)
        return Crew(WORKER, arguments, workers, PATIENCE, ahead=True)


def line_of(one: Found, answer: Answer) -> Line:
    """Return the line of a file from what its worker answered.

    Raise KonexioError when that is a refusal of them all: rooms that hide too little.
    """
    match answer:
        case str():
            return _demand_confined(from_text(answer))
        case TimeoutError():
            told = KonexioError("grading-slow", file=one.file, minutes=round(PATIENCE.seconds / 60))
        case WorkerLost():
            told = KonexioError("grading-lost", file=one.file)
    return not_graded(one.learner, one.file, told)


def _demand_confined(line: Line) -> Line:
    if line.problem == "rooms-not-confined":
        raise KonexioError("rooms-not-confined", Exit.MACHINE, tier=line.facts["tier"])
    return line
