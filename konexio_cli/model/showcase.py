"""What a stranger sees of a portfolio: chosen pieces of work, and who vouches for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from konexio_cli.model.exercise import Kind, Proof
from konexio_cli.model.language import Translated
from konexio_cli.model.verdict import Evidence


@dataclass(frozen=True, slots=True)
class ReachedGoal:
    """A goal that was reached, or that waits for a trainer; `proof` is who can vouch for it."""

    title: Translated
    proof: Proof
    reached: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that the learner delivered: its name, where it lies, and its SHA-256."""

    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class ShownRound:
    """One round of a piece of work: what was asked, what was delivered, who checked it.

    `begun` is the first attempt, None where it is not known. `of_course` tells that the brief is
    the course's own; otherwise it is the learner's copy, which nobody signed.
    """

    number: int
    evidence: Evidence
    when: datetime
    begun: datetime | None
    brief: Translated | None
    goals: tuple[ReachedGoal, ...]
    files: tuple[ShownFile, ...]
    checks_passed: int
    pack_version: str
    submission_sha256: str
    grader_sha256: str
    of_course: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A completed exercise or client task; `words` are the learner's own, in Markdown.

    `minutes` is what the course reckons with, not what anybody measured. `signed` are files
    of credentials about it.
    """

    exercise: str
    kind: Kind
    title: Translated
    skills: tuple[str, ...]
    minutes: int
    rounds: tuple[ShownRound, ...]
    words: str = ""
    signed: tuple[ShownFile, ...] = ()

    @property
    def evidence(self) -> Evidence:
        """The word behind its last round: that one asks for all that the rounds before it do."""
        return self.rounds[-1].evidence

    @property
    def weaker(self) -> tuple[ShownRound, ...]:
        """The rounds with a weaker word behind them, which is told beside the last one's."""
        rank = tuple(Evidence).index
        return tuple(one for one in self.rounds if rank(one.evidence) < rank(self.evidence))


@dataclass(frozen=True, slots=True)
class Showcase:
    """A learner's public face; nothing that is not in here is ever shown.

    `contact` are lines such as a mail address, exactly as the learner wrote them. `signed` are
    files of credentials about the whole course, and the issuer's document.
    """

    name: str
    headline: str
    about: str
    contact: tuple[str, ...]
    pieces: tuple[Piece, ...]
    signed: tuple[ShownFile, ...] = ()

    @property
    def tasks(self) -> tuple[Piece, ...]:
        """The client tasks among the pieces."""
        return tuple(piece for piece in self.pieces if piece.kind is Kind.TASK)
