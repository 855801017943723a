"""A case before the judge: the exercise, its grader, the round, and the program to run."""

from __future__ import annotations

from dataclasses import dataclass

from konexio_cli.grading.foresight import Foresight
from konexio_cli.grading.interview import Interview
from konexio_cli.grading.matching import Program, match
from konexio_cli.grading.sitting import Place, Setting, Sitting
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Check, Grader
from konexio_cli.model.known import KnownAnswers
from konexio_cli.model.notebook import Notebook
from konexio_cli.sandbox.room import Rooms


@dataclass(frozen=True, slots=True)
class Case:
    """One notebook to be judged by one grader, for one round of one exercise."""

    exercise: Exercise
    grader: Grader
    round: int
    program: Program

    @property
    def checks(self) -> tuple[Check, ...]:
        """Return the checks of this round and those before it, in the grader's order."""
        return tuple(check for check in self.grader.checks if check.round <= self.round)

    @property
    def known(self) -> KnownAnswers | None:
        """Return what a learner's own grader knows of this round's mistakes, if anything."""
        known = self.grader.known[self.round - 1 : self.round]
        return known[0] if known and known[0].mistakes else None

    def sitting(self, rooms: Rooms, foresight: Foresight | None = None) -> Sitting:
        """Return the sitting in which this case's notebook runs."""
        setting = Setting(rooms, self.exercise.data(self.round), self.exercise.limits)
        return Sitting(setting, self.program, foresight, [one.source for one in self.checks])


def case_of(exercise: Exercise, grader: Grader, notebook: Notebook, number: int) -> Case:
    """Return the case of a notebook; its cells are matched to the starter's."""
    number = min(number, len(exercise.rounds))
    return Case(exercise, grader, number, match(exercise.starter(number), notebook))


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What one check works with: its case, the sitting, an interview, and a seed."""

    case: Case
    sitting: Sitting
    interview: Interview
    seed: str


def context_in(
    place: Place,
    case: Case,
    sitting: Sitting,
    seed: str,
    record: list[tuple[str, str]] | None = None,
) -> CheckContext:
    """Return the context of a check at `place`; its questions go into `record`, if given."""
    interview = Interview(place.room, record=record, told=place.told)
    return CheckContext(case, sitting, interview, seed)
