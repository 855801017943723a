"""What the judge says of one submission, and the points that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from konexio_cli.model.exercise import Goal, Proof
from konexio_cli.model.explanation import Explanation
from konexio_cli.model.notebook import Notebook
from konexio_cli.model.verdict import Evidence, Verdict, overall


@dataclass(frozen=True, slots=True)
class Submission:
    """One notebook of one person; `sha256` is of the file as it was handed in."""

    learner: str
    notebook: Notebook
    sha256: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict of one check; what else it tells is for humans, never for a program.

    For visible checks: `detail` is the failing line and pytest's words; `got` and
    `expected` are the two sides of a failed `==`; `line` is the learner's own line
    that raised an exception.
    """

    check: str
    goal: str
    verdict: Verdict
    detail: str = ""
    visible: bool = False
    got: str = ""
    expected: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that did not run to its end: the learner's own line, and what Python said of it.

    `cell` is the name of an exercise's own cell, "" for one that the learner added; `error` is
    an exception's type name, or a verdict when the cell ended its room.
    """

    cell: str
    error: str
    text: str = ""
    source_line: str = ""


@dataclass(frozen=True, slots=True)
class FormError:
    """A structured answer that cannot be read: an error's code and facts, file and line among them.

    `source_line` is the learner's own line. None of it is of the grader's, so all may be told.
    """

    code: str
    facts: Mapping[str, str]
    source_line: str = ""


@dataclass(frozen=True, slots=True)
class GoalResult:
    """A goal with its outcomes taken together: all of them passed, or no points."""

    goal: Goal
    verdict: Verdict

    @property
    def points(self) -> int:
        """Return the points earned."""
        return self.goal.points if self.verdict is Verdict.PASSED else 0


@dataclass(frozen=True, slots=True)
class Grade:
    """A submission with its outcomes and evidence; points are computed, never stored.

    `message` is a misconception with proof. `explanation` is what a learner's own check tells.
    `has_answer`: an answer cell says something else than the starter.
    """

    exercise: str
    learner: str
    submission_sha256: str
    grader_sha256: str
    evidence: Evidence
    outcomes: tuple[Outcome, ...]
    goals: tuple[Goal, ...]
    round: int = 1
    message: str = ""
    explanation: Explanation | None = None
    room: str = ""
    cell_errors: tuple[CellError, ...] = ()
    form_errors: tuple[FormError, ...] = ()
    notes: tuple[str, ...] = ()
    has_answer: bool = False

    @property
    def verdict(self) -> Verdict:
        """Return the most serious outcome; `passed` only when every check passed.

        Checks of optional goals do not count here; a file that cannot be read does. So does a
        cell of the exercise that stops, where learners check their own work: they see few of the
        checks. Cells that they added are theirs, and may do what they like.
        """
        optional = {goal.name for goal in self.goals if goal.optional}
        found = overall(o.verdict for o in self.outcomes if o.goal not in optional)
        stopped = any(one.cell for one in self.cell_errors)
        unseen = self.form_errors or (stopped and self.evidence is Evidence.SELF_CHECKED)
        return Verdict.FAILED if found is Verdict.PASSED and unseen else found

    @property
    def untouched(self) -> tuple[str, ...]:
        """Return the names of the answer cells that still say what the starter said."""
        parted = (note.partition(":") for note in self.notes)
        return tuple(name for code, _, name in parted if code == "cell-untouched")

    @property
    def is_untouched(self) -> bool:
        """Whether no answer cell has an answer yet."""
        return bool(self.untouched) and not self.has_answer

    @property
    def to_confirm(self) -> tuple[Goal, ...]:
        """Return the goals that no machine can vouch for."""
        return tuple(goal for goal in self.goals if goal.proof is Proof.TRAINER)

    @property
    def results(self) -> tuple[GoalResult, ...]:
        """Return each goal with its verdict; a goal without a check is `not_run`."""
        return tuple(
            GoalResult(goal, overall(o.verdict for o in self.outcomes if o.goal == goal.name))
            for goal in self.goals
        )

    @property
    def points(self) -> int:
        """Return the points earned, over all goals."""
        return sum(result.points for result in self.results)

    @property
    def possible(self) -> int:
        """Return the points that could be earned."""
        return sum(goal.points for goal in self.goals)
