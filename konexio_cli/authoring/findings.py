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
class ExerciseReport:
    """All findings about one exercise, and how long its checks took, in seconds."""

    exercise: str
    findings: tuple[Finding, ...]
    seconds: float = 0.0

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Return the findings that are not good."""
        return tuple(finding for finding in self.findings if finding.problem)
