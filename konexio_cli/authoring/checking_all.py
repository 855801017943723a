"""Exercises checked on all cores: a lost worker costs one repetition, never the others."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from konexio_cli.authoring.checking import Sides
from konexio_cli.authoring.findings import ExerciseReport, Finding
from konexio_cli.authoring.merging import merged
from konexio_cli.authoring.planning import Plan, plan_of
from konexio_cli.authoring.units import Part, Unit, part_from_text, unit_to_text
from konexio_cli.crew.crew import Crew
from konexio_cli.crew.member import Answer, Patience
from konexio_cli.crew.worker_process import WorkerLost

_WORKER = "konexio_cli.authoring.bench"
# Limits end a room long before; this ends a gate that never would.
_PATIENCE = Patience(600.0, again=True)


class Done(NamedTuple):
    """How far a run is: exercises and mutants, and of how many."""

    exercises: int
    all_exercises: int
    mutants: int
    all_mutants: int


def check_exercises(
    names: Sequence[str],
    sides: Sides,
    jobs: int,
    seeds: int = 1,
    tell: Callable[[Done], None] = lambda _: None,
) -> Generator[ExerciseReport, None, None]:
    """Yield a report for each exercise, as it is done; a broken one is a report, too.

    Mutants must be caught under all of `seeds` seeds; with 0 this gate, which takes longest,
    is left out. `tell` is told each step. All workers end when this is closed.
    """
    plans = [plan_of(name, sides, seeds) for name in names]
    work = _Work(plans)
    tell(work.done)
    units = work.units
    with Crew(_WORKER, sides, min(jobs, len(units)), _PATIENCE) as crew:
        crew.ask(map(unit_to_text, units))
        for number, answer in crew.answers():
            report = work.take(units[number], _part(units[number], answer))
            tell(work.done)
            if report:
                yield report


class _Work:
    """The plans of a run, and the parts that have come."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = {plan.exercise: plan for plan in plans}
        self._parts: dict[Unit, Part] = {}
        total = sum(plan.mutants for plan in plans)
        self.done = Done(0, len(plans), 0, total)

    @property
    def units(self) -> list[Unit]:
        """Return all units, those of the biggest exercise first: it is what takes longest."""
        plans = sorted(self._plans.values(), key=lambda plan: -plan.weight)
        return [unit for plan in plans for unit in plan.units]

    def take(self, unit: Unit, part: Part) -> ExerciseReport | None:
        """Take the part of a unit; return the report of its exercise when that is whole."""
        plan = self._plans[unit.exercise]
        self._parts[unit] = part
        whole = all(one in self._parts for one in plan.units)
        self.done = self.done._replace(
            exercises=self.done.exercises + whole, mutants=self.done.mutants + unit.mutants
        )
        return merged(plan, [self._parts[one] for one in plan.units]) if whole else None


def _part(unit: Unit, answer: Answer) -> Part:
    match answer:
        case str():
            return part_from_text(answer)
        case TimeoutError():
            problem = "check-late"
        case WorkerLost():
            problem = "check-lost"
    gate = "mutants" if unit.round else "loads"
    facts: dict[str, object] = {"minutes": round(_PATIENCE.seconds / 60)}
    return Part((Finding(gate, unit.exercise, problem, facts),), sound=False)
