"""What there is to do for an exercise, cut into units that many workers share."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from konexio_cli.authoring.checking import Sides
from konexio_cli.authoring.mutants.cells import mutants_of
from konexio_cli.authoring.units import Unit
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader

# A few seconds of work: whoever comes last is not waited for longer.
_MUTANTS_EACH = 16
# An attempt that runs for ever is asked for its message, too: it takes as long as these.
_MUTANTS_LIKE_AN_ENDLESS_ATTEMPT = 100


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The mutants of one round by their ids, in the order of the text, and the listed ones.

    Each mutant must be caught under `seeds` seeds.
    """

    number: int
    mutants: tuple[str, ...]
    listed: Mapping[str, str]
    seeds: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The units of one exercise, and what is known beforehand of what must come of them."""

    exercise: str
    units: tuple[Unit, ...]
    rounds: tuple[RoundPlan, ...] = ()
    kind: Kind = Kind.SKILL
    endless_attempts: int = 0

    @property
    def mutants(self) -> int:
        """Return how many mutants all rounds have together."""
        return sum(len(one.mutants) for one in self.rounds)

    @property
    def weight(self) -> int:
        """Return about how much work this is, in mutants."""
        return self.mutants + self.endless_attempts * _MUTANTS_LIKE_AN_ENDLESS_ATTEMPT


def plan_of(name: str, sides: Sides, seeds: int) -> Plan:
    """Return what there is to do for an exercise; without seeds, or broken, its gates only."""
    gates = Plan(name, (Unit(name),))
    if not seeds:
        return gates
    try:
        exercise = read_exercise(sides.exercises, name)
        grader = read_grader(sides.graders, sides.exercises, exercise)
    except Exception:  # noqa: BLE001 - the gates will meet it again, and tell it
        return gates
    rounds = tuple(_rounds(exercise, grader, seeds))
    pieces = tuple(unit for one in rounds for unit in _units(name, one))
    endless = sum(1 for one in grader.attempts if one.expected is Verdict.TIMEOUT)
    return Plan(name, gates.units + pieces, rounds, exercise.kind, endless)


def _rounds(exercise: Exercise, grader: Grader, seeds: int) -> Iterator[RoundPlan]:
    for one in exercise.rounds:
        if reference := grader.reference(one.number):
            listed = {e.id: e.reason for e in grader.equivalent if e.round == one.number}
            yield RoundPlan(one.number, _ids(reference), listed, seeds)


def _ids(reference: Attempt) -> tuple[str, ...]:
    try:
        return tuple(one.id for one in mutants_of(reference.notebook))
    except KonexioError:  # as above
        return ()


def _units(name: str, one: RoundPlan) -> Iterator[Unit]:
    """Yield equal pieces; neighbours are alike, and endless loops among them, so they part."""
    total = len(one.mutants)
    step = max(1, math.ceil(total / _MUTANTS_EACH))
    for first in range(step):
        count = len(range(first, total, step))
        yield Unit(name, one.number, first, step, one.seeds, count)
