"""Signed words about kept work, and what an entry is worth with them, or without.

What an entry says of itself, anybody can write: without a signed word, its learner checked it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import Entry, GoalKept

NOTEBOOK = "notebook.ipynb"
_RANK = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class Word:
    """What a signed document says of passed work: of one notebook, and of `files` beside it.

    Both are named by their SHA-256. `goals` are those that were reached, by name or by title,
    each with who vouches for it; None when the document tells only that the work passed.
    `titles` are what the document calls the exercise, by language.
    """

    exercise: str
    round: int
    submission_sha256: str
    grader_sha256: str
    evidence: Evidence
    files: Mapping[str, str] = field(default_factory=dict)
    goals: Mapping[str, Proof] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    def is_about(self, entry: Entry, folder: Path) -> bool:
        """Whether the files in `folder`, an entry's own, are the very work that was signed."""
        if (self.exercise, self.round) != (entry.exercise, entry.round):
            return False
        signed = {NOTEBOOK: self.submission_sha256} | dict(self.files)
        return all(is_file(folder / name, sha256) for name, sha256 in signed.items())


def is_file(path: Path, sha256: str) -> bool:
    """Whether a file has this sum: whoever changed it, its label would be false."""
    if path.is_symlink() or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def as_signed(entry: Entry, folder: Path, words: Iterable[Word]) -> Entry:
    """Return an entry as the strongest signed word about its work tells it.

    Without one it is no more than checked by its learner, whatever its file says.
    """
    fitting = [word for word in words if word.is_about(entry, folder)]
    alone = unsigned(entry)
    return max(
        (_vouched(alone, word) for word in fitting),
        key=lambda one: _RANK.index(one.evidence),
        default=alone,
    )


def unsigned(entry: Entry) -> Entry:
    """Return an entry as it is without a signed word: what no test can see is not reached."""
    goals = (
        replace(one, reached=one.reached and one.proof is not Proof.TRAINER) for one in entry.goals
    )
    return replace(entry, evidence=Evidence.SELF_CHECKED, goals=tuple(goals))


def _vouched(entry: Entry, word: Word) -> Entry:
    confirmed = word.evidence is Evidence.TRAINER_CONFIRMED
    return replace(
        entry,
        evidence=word.evidence,
        grader_sha256=word.grader_sha256,
        submission_sha256=word.submission_sha256,
        titles={**entry.titles, **word.titles},
        goals=tuple(_goal(goal, word, confirmed=confirmed) for goal in entry.goals),
        to_confirm=() if confirmed else entry.to_confirm,
    )


def _goal(goal: GoalKept, word: Word, *, confirmed: bool) -> GoalKept:
    """Return a goal as the word has it.

    Where it tells only of a pass, all that must be is reached; a wish is as the learner saw it.
    """
    if word.goals is None:
        by_hand = goal.proof is Proof.TRAINER
        passed = confirmed if by_hand else not goal.optional
        return replace(goal, reached=goal.reached or passed)
    called = (one for one in (goal.name, *goal.titles.values()) if one in word.goals)
    found = next(called, None)
    proof = goal.proof if found is None else word.goals[found]
    return replace(goal, proof=proof, reached=found is not None)
