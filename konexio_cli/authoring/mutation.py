"""The mutation gate: a reference with one mistake in it must not pass."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from konexio_cli.authoring.apart import Apart, told_apart
from konexio_cli.authoring.findings import Survivor
from konexio_cli.authoring.mutants.cells import Mutant
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Outcome, Submission
from konexio_cli.model.grader import Attempt, Check, Grader
from konexio_cli.model.notebook import Notebook
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.room import Rooms

# A mutant whose check takes this many times as long as the reference's slowest runs for ever …
_TIMES_THE_REFERENCE = 4.0
_LEAST_SECONDS = 0.5
# … if this many times as long again does not help it: the machine may have been busy.
_PATIENCE = 4.0
_CHANCE = "random"


@dataclass(frozen=True, slots=True)
class Trial:
    """Where the mutants of one reference are judged, each under `seeds` seeds."""

    rooms: Rooms
    judge: Judge
    exercise: Exercise
    grader: Grader
    reference: Attempt
    seeds: int = 1

    def hurried(self) -> Trial | None:
        """Return a trial with as much time as the reference needs; None if it does not pass."""
        reference = self.reference
        submission = Submission("", reference.notebook, reference.name, reference.round)
        taken = self.judge.seconds(self.exercise, self.grader, submission)
        if not taken:
            return None
        seconds = max(_LEAST_SECONDS, max(taken) * _TIMES_THE_REFERENCE)
        limits = self.exercise.limits
        hurried = _limited(
            self.exercise,
            min(seconds, limits.seconds),
            min(seconds, limits.notebook_seconds),
        )
        return replace(self, exercise=hurried)

    def survivors(self, mutants: Iterable[Mutant]) -> Iterator[Survivor]:
        """Yield the mutants that pass; those without a reason with a call that shows them."""
        number = self.reference.round
        reasons = {one.id: one.reason for one in self.grader.equivalent if one.round == number}
        for mutant in mutants:
            if seed := self._passes_with(mutant):
                reason = reasons.get(mutant.id, "")
                apart = Apart() if reason else self._apart(mutant)
                yield Survivor(mutant.id, number, mutant.diff, reason, seed, *apart)

    def _passes_with(self, mutant: Mutant) -> int:
        """Return the first seed with which a mutant passes; 0 if each catches it.

        Seeds are for checks that draw values: one that does not says the same each time.
        """
        for seed in range(1, self.seeds + 1):
            name = mutant.id if seed == 1 else f"{mutant.id} {seed}"
            miss = self._twice(mutant.notebook, name)
            if miss is None:
                return seed
            if not self._by_chance(miss, mutant.notebook):
                break
        return 0

    def _twice(self, notebook: Notebook, name: str) -> Outcome | None:
        """Judge a mutant, and once more with patience if its time was up."""
        miss = self._miss(notebook, name)
        late = miss is not None and miss.verdict is Verdict.TIMEOUT
        return self._miss(notebook, name, _PATIENCE) if late else miss

    def _by_chance(self, miss: Outcome, notebook: Notebook) -> bool:
        check = next(one for one in self.grader.checks if one.name == miss.check)
        return _draws(check) or any(_CHANCE in cell.source for cell in notebook.cells)

    def _miss(self, notebook: Notebook, name: str, times: float = 1.0) -> Outcome | None:
        limits = self.exercise.limits
        exercise = _limited(self.exercise, limits.seconds * times, limits.notebook_seconds * times)
        submission = Submission("", notebook, name, self.reference.round)
        return self.judge.first_miss(exercise, self.grader, submission)

    def _apart(self, mutant: Mutant) -> Apart:
        return told_apart(self.rooms, self.exercise, self.grader, self.reference, mutant.notebook)


def _limited(exercise: Exercise, seconds: float, notebook_seconds: float) -> Exercise:
    limits = replace(exercise.limits, seconds=seconds, notebook_seconds=notebook_seconds)
    return replace(exercise, limits=limits)


def _draws(check: Check) -> bool:
    """Whether a check's questions are different ones with another seed."""
    if _CHANCE in check.source:
        return True
    functions = (n for n in ast.walk(ast.parse(check.source)) if isinstance(n, ast.FunctionDef))
    own = next((one for one in functions if one.name == check.function), None)
    return own is not None and any(one.arg == "rng" for one in own.args.args)
