"""What the gates of `pack check` found, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding means: an error fails its gate, a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a gate looked at. `problem` is a code of the catalogue, "" when good.

    The facts `file` (a path) and `line`, where there are such, are the place that is shown.
    """

    gate: str
    subject: str
    problem: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


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
    """All findings about one exercise, and how long its checks took, in seconds.

    `kept` tells that nothing has changed since an earlier run, whose report this is.
    """

    exercise: str
    findings: tuple[Finding, ...]
    seconds: float = 0.0
    mutation: Mutation = Mutation()
    kept: bool = False

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Return the findings that fail a gate."""
        return self._with_problem(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the findings that are only shown."""
        return self._with_problem(Severity.WARNING)

    def _with_problem(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.problem and one.severity is severity)
