"""A worker's bench: the exercises that it has read, and their mutants."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from konexio_cli.authoring.checking import Sides, findings
from konexio_cli.authoring.findings import Finding
from konexio_cli.authoring.merging import GATE
from konexio_cli.authoring.mutants.cells import Mutant, mutants_of
from konexio_cli.authoring.mutation import Trial
from konexio_cli.authoring.units import Part, Unit, part_to_text, unit_from_text
from konexio_cli.crew.serving import serve
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.grading.judges import Judges
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import known_misconceptions


class Bench:
    """Does one unit after the other. Whatever is in an exercise, its part comes back."""

    def __init__(self, sides: Sides, judges: Judges) -> None:
        self._sides = sides
        self._judges = judges
        self._read: dict[str, tuple[Exercise, Grader]] = {}
        self._mutants: dict[tuple[str, int], tuple[Mutant, ...]] = {}

    def part(self, unit: Unit) -> Part:
        """Return what comes of a unit."""
        begun = time.perf_counter()
        try:
            part = self._part(unit)
        except KonexioError:  # the rooms are gone: this unit ended them, or the one before it did
            self._judges.close_all()
            part = self._last(unit)
        return replace(part, seconds=time.perf_counter() - begun)

    def _last(self, unit: Unit) -> Part:
        try:
            return self._part(unit)
        except KonexioError as problem:
            self._judges.close_all()
            return _broken(unit, problem.code, **problem.facts)

    def _part(self, unit: Unit) -> Part:
        """Return what comes of a unit. Raise KonexioError when it is the machine's fault."""
        if not unit.round:
            messages = known_misconceptions()
            return Part(tuple(findings(unit.exercise, self._sides, self._judges, messages)))
        try:
            return self._judged(unit)
        except KonexioError as problem:
            if problem.exit_code is Exit.MACHINE:
                raise
            return _broken(unit, problem.code, **problem.facts)
        except Exception as problem:  # noqa: BLE001 - the other units are done all the same
            return _broken(unit, "check-broke", why=f"{type(problem).__name__}: {problem}")

    def _judged(self, unit: Unit) -> Part:
        exercise, grader = self._exercise(unit.exercise)
        reference = grader.reference(unit.round)
        assert reference is not None  # or there were no such unit
        rooms = self._judges.rooms(exercise.libraries)
        judge = self._judges.judge(exercise.libraries)
        trial = Trial(rooms, judge, exercise, grader, reference, unit.seeds).hurried()
        if trial is None:
            return Part(sound=False)
        ours = self._mutants_of(unit.exercise, reference)[unit.first :: unit.step]
        return Part(judged=len(ours), survivors=tuple(trial.survivors(ours)))

    def _exercise(self, name: str) -> tuple[Exercise, Grader]:
        if name not in self._read:
            exercise = read_exercise(self._sides.exercises, name)
            grader = read_grader(self._sides.graders, self._sides.exercises, exercise)
            self._read[name] = (exercise, grader)
        return self._read[name]

    def _mutants_of(self, name: str, reference: Attempt) -> tuple[Mutant, ...]:
        key = (name, reference.round)
        if key not in self._mutants:
            self._mutants[key] = tuple(mutants_of(reference.notebook))
        return self._mutants[key]


def _broken(unit: Unit, problem: str, **facts: object) -> Part:
    gate = GATE if unit.round else "loads"
    return Part((Finding(gate, unit.exercise, problem, facts),), sound=False)


@contextmanager
def _answering(exercises: str, graders: str) -> Iterator[Callable[[str], str]]:
    with Judges(Evidence.TRAINER_GRADED) as judges:
        bench = Bench(Sides(Path(exercises), Path(graders)), judges)
        yield lambda line: part_to_text(bench.part(unit_from_text(line)))


if __name__ == "__main__":
    serve(_answering)
