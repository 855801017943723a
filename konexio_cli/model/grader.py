"""What judges an exercise: checks, and solutions whose verdict is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from konexio_cli.model.known import KnownAnswers
from konexio_cli.model.notebook import Notebook
from konexio_cli.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Check:
    """One test: Python source that asserts, and the goal that it stands for.

    `function` names the test function within `source`; empty when the whole
    cell is the test. Visible checks may show their values, hidden ones never do.
    """

    name: str
    source: str
    function: str = ""
    goal: str = ""
    visible: bool = False
    round: int = 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """A solution whose verdict is known; `message` is what it must be told, if anything."""

    name: str
    notebook: Notebook
    expected: Verdict
    message: str = ""
    round: int = 1


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant of a reference that no input can tell from it, and why."""

    id: str
    reason: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class Grader:
    """The checks of one exercise. `sha256` covers everything that can change a verdict.

    Trainers' graders hold `attempts`, learners' own hold only what is `known` of them, by round.
    """

    exercise: str
    checks: tuple[Check, ...]
    sha256: str
    attempts: tuple[Attempt, ...] = ()
    data: Mapping[str, bytes] = field(default_factory=dict)
    equivalent: tuple[Equivalent, ...] = ()
    known: tuple[KnownAnswers, ...] = ()

    def reference(self, round_number: int) -> Attempt | None:
        """Return the attempt called `reference` of that round, if there is one."""
        return next(
            (a for a in self.attempts if a.name == "reference" and a.round == round_number), None
        )

    def mistakes(self, round_number: int) -> tuple[Attempt, ...]:
        """Return the known-wrong attempts of that round: those that carry a message."""
        return tuple(a for a in self.attempts if a.message and a.round == round_number)
