"""What may be believed of an entry: signed words, and what the course itself says of its content."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from konexio_cli.cli.learner.desk import Desk, open_desk
from konexio_cli.cli.learner.vouchers import words_about
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Goal
from konexio_cli.model.language import Translated
from konexio_cli.model.showcase import Showcase, ShownRound
from konexio_cli.portfolio.entry import Entry, GoalKept, place_of
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.showing import Believing
from konexio_cli.portfolio.vouching import as_signed
from konexio_cli.portfolio.workspace import Workspace


def by_signatures(workspace: Workspace) -> Believing:
    """Return what believes of an entry only what somebody signed about its files."""
    words, portfolio = words_about(workspace), workspace.portfolio
    return lambda entry: as_signed(entry, portfolio / place_of(entry), words)


def by_signatures_and_course(desk: Desk, course: Mapping[str, Exercise]) -> Believing:
    """Return what also takes titles, minutes, skills and goals from the course in use."""
    signed = by_signatures(desk.workspace)

    def believed(entry: Entry) -> Entry:
        told = signed(entry)
        exercise = course.get(entry.exercise)
        return of_course(told, exercise) if exercise else told

    return believed


def by_all_that_is_there(workspace: Workspace) -> Believing:
    """Return what takes the course's words where there is a course, and else signatures alone."""
    try:
        desk = open_desk(workspace.folder)
    except KonexioError:
        return by_signatures(workspace)
    return by_signatures_and_course(desk, known_exercises(desk))


def of_course(entry: Entry, exercise: Exercise) -> Entry:
    """Return an entry with what is the author's, not the learner's, to say.

    Goals are known by name; those of an older entry have none, and are left as they are.
    """
    known = {goal.name: goal for goal in exercise.goals_of(entry.round)}
    goals = (_goal(one, known) for one in entry.goals if not one.name or one.name in known)
    return replace(
        entry,
        kind=exercise.kind,
        title=exercise.title.into(next(iter(exercise.title.texts))),
        titles=by_language(exercise.title),
        skills=exercise.skills,
        minutes=exercise.minutes,
        goals=tuple(goals),
    )


def with_course_briefs(shown: Showcase, course: Mapping[str, Exercise]) -> Showcase:
    """Return what is shown with each request as the course has it; others are learners' copies."""
    pieces = (
        replace(one, rounds=tuple(_asked(found, part) for part in one.rounds)) if found else one
        for one in shown.pieces
        for found in [course.get(one.exercise)]
    )
    return replace(shown, pieces=tuple(pieces))


def _asked(exercise: Exercise, kept: ShownRound) -> ShownRound:
    """Return a round with the course's request; without one where the course has no such round."""
    briefs = (one.brief for one in exercise.rounds if one.number == kept.number)
    return replace(kept, brief=next(briefs, None), of_course=True)


def by_language(text: Translated) -> dict[str, str]:
    """Return a text as entries keep it."""
    return {str(language): one for language, one in text.texts.items()}


def _goal(kept: GoalKept, known: Mapping[str, Goal]) -> GoalKept:
    goal = known.get(kept.name)
    if goal is None:
        return kept
    return replace(kept, titles=by_language(goal.title), optional=goal.optional)


def known_exercises(desk: Desk) -> dict[str, Exercise]:
    """Return the exercises of kept work that the course in use has and that can be read."""
    return dict(_readable(desk))


def _readable(desk: Desk) -> Iterator[tuple[str, Exercise]]:
    """Give the exercises of kept work that the course has; others stay as their entries say."""
    kept = {one.exercise for one in Portfolio(desk.workspace.portfolio).entries()}
    for name in kept & set(desk.course.exercises):
        with contextlib.suppress(KonexioError):
            yield name, desk.read(name)
