"""The parts of an exercise become its report: the same, whoever did them in whatever order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from konexio_cli.authoring.findings import ExerciseReport, Finding, Mutation, Survivor
from konexio_cli.authoring.planning import Plan, RoundPlan
from konexio_cli.authoring.units import Part
from konexio_cli.model.exercise import Kind

GATE = "mutants"
# Percent of a client task's mutants that must be caught, whatever reasons the others have.
LEAST_CAUGHT = 95


def merged(plan: Plan, parts: Sequence[Part]) -> ExerciseReport:
    """Return the report of an exercise; `parts` are in the order of the plan's units."""
    found = list(_once(finding for part in parts for finding in part.findings))
    mutation = Mutation()
    for one in plan.rounds:
        pieces = [p for u, p in zip(plan.units, parts, strict=True) if u.round == one.number]
        place = {name: number for number, name in enumerate(one.mutants)}
        survivors = sorted(
            (s for piece in pieces for s in piece.survivors), key=lambda s: place[s.id]
        )
        mutation += Mutation(sum(piece.judged for piece in pieces), tuple(survivors))
        if all(piece.sound for piece in pieces):
            found += _of_round(one, survivors)
    if plan.kind is Kind.TASK:
        found += _enough(mutation)
    return ExerciseReport(plan.exercise, tuple(found), sum(p.seconds for p in parts), mutation)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each problem once: what stops the gates stops every unit of the mutants, too."""
    told: list[tuple[str, object]] = []
    for finding in findings:
        same = (finding.problem, finding.facts)
        if finding.gate != GATE or same not in told:
            yield finding
        told.append(same)


def _of_round(one: RoundPlan, survivors: Sequence[Survivor]) -> Iterator[Finding]:
    """Yield what is wrong with a round whose reference passes: else nothing follows."""
    for survivor in survivors:
        if not survivor.reason:
            facts: dict[str, object] = {"mutant": survivor.id, "round": one.number}
            facts |= {"diff": survivor.diff, "seed": survivor.seed, "seeds": one.seeds}
            facts |= {"call": survivor.call, "gives": survivor.gives}
            facts |= {"reference": survivor.reference}
            problem = "mutant-lucky" if survivor.seed > 1 else "mutant-survived"
            yield Finding(GATE, survivor.id, problem, facts)
    yield from _stale(one, {survivor.id for survivor in survivors})
    yield Finding(GATE, f"round {one.number}")


def _stale(one: RoundPlan, living: set[str]) -> Iterator[Finding]:
    """Demand of the listed mutants that they exist and pass: else the list tells nothing."""
    for name in one.listed:
        if name not in living:
            problem = "mutant-listed-caught" if name in one.mutants else "mutant-listed-gone"
            facts: dict[str, object] = {"mutant": name, "round": one.number}
            yield Finding(GATE, name, problem, facts)


def _enough(mutation: Mutation) -> Iterator[Finding]:
    """Demand of a client task that the list of reasons stays short."""
    few = 100 * mutation.caught < LEAST_CAUGHT * mutation.total
    facts: dict[str, object] = {"caught": mutation.caught, "total": mutation.total}
    facts["least"] = LEAST_CAUGHT
    yield Finding(GATE, "caught", "mutants-few-caught" if few else "", facts)
