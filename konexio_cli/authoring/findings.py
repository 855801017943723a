"""What the gates of `pack check` found, as values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a gate looked at. `problem` is a code of the catalogue, "" when good."""

    gate: str
    subject: str
    problem: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that passed all checks; `reason` is why that is no fault of theirs, if it is none.

    It passed with the seed of this number. `call` is one that shows what is wrong with it, ""
    if none was found; what it `gives`, and what the `reference` does.
    """

    id: str
    round: int
    diff: str
    reason: str = ""
    seed: int = 1
    call: str = ""
    gives: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Mutation:
    """How many mutants were judged, and which of them passed."""

    total: int = 0
    survivors: tuple[Survivor, ...] = ()

    @property
    def caught(self) -> int:
        """Return how many did not pass."""
        return self.total - len(self.survivors)

    @property
    def listed(self) -> int:
        """Return how many passed with a reason."""
        return sum(1 for one in self.survivors if one.reason)

    def __add__(self, other: Mutation) -> Mutation:
        return Mutation(self.total + other.total, self.survivors + other.survivors)


@dataclass(frozen=True, slots=True)
class ExerciseReport:
    """All findings about one exercise, and how long its checks took, in seconds."""

    exercise: str
    findings: tuple[Finding, ...]
    seconds: float = 0.0
    mutation: Mutation = Mutation()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Return the findings that are not good."""
        return tuple(finding for finding in self.findings if finding.problem)
