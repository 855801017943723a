"""A trainer's word about kept work, and what an entry says once it is heard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import Entry, GoalKept


@dataclass(frozen=True, slots=True)
class Word:
    """What a trainer says of one notebook, named by its SHA-256: how it was graded, and whether it passed."""

    exercise: str
    round: int
    submission_sha256: str
    grader_sha256: str
    evidence: Evidence
    passed: bool

    @property
    def place(self) -> str:
        """The name of the entry's folder in the portfolio."""
        return self.exercise if self.round == 1 else f"{self.exercise}/round{self.round}"


def vouched(entry: Entry, word: Word) -> Entry:
    """Return the entry with a trainer's word behind it.

    Work that did not pass at the trainer's is again what it was: checked by its learner only.
    """
    if not word.passed:
        return _alone(entry)
    confirmed = word.evidence is Evidence.TRAINER_CONFIRMED
    return replace(
        entry,
        evidence=word.evidence,
        grader_sha256=word.grader_sha256,
        goals=tuple(_goal(goal, confirmed=confirmed) for goal in entry.goals),
        to_confirm=() if confirmed else entry.to_confirm,
    )


def _alone(entry: Entry) -> Entry:
    if entry.evidence is Evidence.SELF_CHECKED:
        return entry
    goals = (
        replace(one, reached=one.reached and one.proof is not Proof.TRAINER) for one in entry.goals
    )
    return replace(entry, evidence=Evidence.SELF_CHECKED, goals=tuple(goals))


def _goal(goal: GoalKept, *, confirmed: bool) -> GoalKept:
    """Return a goal as a pass leaves it: all that must be is reached; a wish may be open."""
    by_hand = goal.proof is Proof.TRAINER
    return replace(goal, reached=goal.reached or (confirmed if by_hand else not goal.optional))
