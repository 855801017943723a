"""The mutation gate: a reference with one mistake in it must not pass."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from konexio_cli.authoring.findings import Finding, Mutation, Survivor
from konexio_cli.authoring.mutants.cells import Mutant, mutants_of
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise, Limits
from konexio_cli.model.grade import Submission
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.notebook import Notebook

_GATE = "mutants"
# A mutant that takes this many times as long as its reference runs for ever.
_TIMES_THE_REFERENCE = 10.0
_LEAST_SECONDS = 1.0


def mutations(judge: Judge, exercise: Exercise, grader: Grader) -> Iterator[Mutation | Finding]:
    """Judge the mutants of each round's reference; yield their count, and what is wrong."""
    for one in exercise.rounds:
        if reference := grader.reference(one.number):
            yield from _Bench(judge, exercise, grader, reference).mutation()


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where the mutants of one reference are judged."""

    judge: Judge
    exercise: Exercise
    grader: Grader
    reference: Attempt

    def mutation(self) -> Iterator[Mutation | Finding]:
        number = self.reference.round
        hurried = self._hurried()
        if hurried is None:  # nothing follows from a reference that fails: another gate tells it
            return
        mutants = list(mutants_of(self.reference.notebook))
        listed = {one.id: one.reason for one in self.grader.equivalent if one.round == number}
        survivors = tuple(
            Survivor(mutant.id, number, mutant.diff, listed.get(mutant.id, ""))
            for mutant in mutants
            if hurried.passes(mutant.notebook, mutant.id)
        )
        yield Mutation(len(mutants), survivors)
        yield from _unexplained(survivors)
        yield from self._stale(listed, mutants, survivors)
        yield Finding(_GATE, f"round {number}")

    def _stale(
        self, listed: Iterable[str], mutants: Sequence[Mutant], survivors: Sequence[Survivor]
    ) -> Iterator[Finding]:
        """Demand of the listed mutants that they exist and pass: else the list tells nothing."""
        known, living = {one.id for one in mutants}, {one.id for one in survivors}
        for name in listed:
            if name not in living:
                code = "mutant-listed-caught" if name in known else "mutant-listed-gone"
                facts: dict[str, object] = {"mutant": name, "round": self.reference.round}
                yield Finding(_GATE, name, code, facts)

    def _hurried(self) -> _Bench | None:
        """Return a bench with as much time as the reference needs; None if it does not pass."""
        begun = time.perf_counter()
        if not self.passes(self.reference.notebook, self.reference.name):
            return None
        limits = _shorter(self.exercise.limits, time.perf_counter() - begun)
        return replace(self, exercise=replace(self.exercise, limits=limits))

    def passes(self, notebook: Notebook, name: str) -> bool:
        submission = Submission("", notebook, name, self.reference.round)
        return self.judge.first_miss(self.exercise, self.grader, submission) is None


def _unexplained(survivors: Iterable[Survivor]) -> Iterator[Finding]:
    for one in survivors:
        if not one.reason:
            facts: dict[str, object] = {"mutant": one.id, "round": one.round, "diff": one.diff}
            yield Finding(_GATE, one.id, "mutant-survived", facts)


def _shorter(limits: Limits, reference_seconds: float) -> Limits:
    seconds = max(_LEAST_SECONDS, reference_seconds * _TIMES_THE_REFERENCE)
    return replace(
        limits,
        seconds=min(seconds, limits.seconds),
        notebook_seconds=min(seconds, limits.notebook_seconds),
    )
