"""The gradebook as JSON, in the form whose schema is published."""

from __future__ import annotations

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import GoalMark, Gradebook, Mark
from konexio_cli.model.language import Language
from konexio_cli.reports.exports.shapes import (
    ExerciseShape,
    GoalMarkShape,
    GoalShape,
    GradebookShape,
    LearnerShape,
    MarkShape,
)


def gradebook_json(book: Gradebook, language: Language) -> str:
    """Return the gradebook as JSON text. Learners stand there by id only, never by name.

    Half a surrogate pair, as a learner may print one, is written as JSON escapes it.
    """
    shape = GradebookShape(
        format=1,
        title=_text(book.title),
        exercises=[_exercise(one, language) for one in book.exercises],
        learners=[LearnerShape(id=_text(one.id), group=_text(one.group)) for one in book.learners],
        marks=[_mark(mark) for _, _, mark in book.rows()],
    )
    return shape.model_dump_json(indent=1) + "\n"


def _exercise(one: Exercise, language: Language) -> ExerciseShape:
    goals = [
        GoalShape(name=goal.name, points=goal.points, proof=goal.proof, optional=goal.optional)
        for goal in one.goals
    ]
    title = _text(one.title.into(language))
    return ExerciseShape(id=one.id, title=title, minutes=one.minutes, goals=goals)


def _mark(mark: Mark) -> MarkShape:
    return MarkShape(
        learner=_text(mark.learner),
        exercise=mark.exercise,
        round=mark.round,
        state=mark.state,
        verdict=mark.verdict,
        earned=mark.earned,
        points=mark.points,
        possible=mark.possible,
        submitted=mark.submitted,
        late_days=mark.late_days,
        evidence=mark.evidence,
        message=mark.message,
        problem=mark.problem,
        goals=[_goal(one) for one in mark.goals],
        submission_sha256=mark.submission_sha256,
        grader_sha256=mark.grader_sha256,
    )


def _goal(one: GoalMark) -> GoalMarkShape:
    return GoalMarkShape(name=one.goal.name, verdict=one.verdict, points=one.points)


def _text(text: str) -> str:
    """Return text that UTF-8 can hold: half a surrogate pair is shown by its escape."""
    return text.encode("utf-8", "backslashreplace").decode()
