"""`konexio check`: run a notebook against its visible checks; keep what passed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit
from konexio_cli.model.verdict import Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.cli.learner.finding import Found
    from konexio_cli.model.grade import Grade
    from konexio_cli.reports.catalogue import Texts


def check(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Check a notebook, by the name of its exercise or by its path."""
    from konexio_cli.cli.learner.finding import find
    from konexio_cli.reports.check_view import view_of_check

    asked: Asked = ctx.obj
    desk, found = find(exercise, exercises)
    grade = _grade(found)
    notes, opened = _keep(desk, found, grade, asked)
    passed = grade.verdict is Verdict.PASSED
    texts = asked.texts
    notes.extend(_of_the_client(desk, found, grade, texts))
    after = "next_round" if opened else "next_passed" if passed else "next_not_yet"
    return show(
        Result(
            "check",
            _data(grade) | {"opened_round": opened},
            view_of_check(found.exercise, grade, texts),
            Exit.DONE if passed else Exit.NOT_YET,
            notes=tuple(notes),
            next_step=texts.say(f"check.{after}"),
        ),
        asked,
    )


def _grade(found: Found) -> Grade:
    from konexio_cli.grading.judge import Judge
    from konexio_cli.packs.exercises import practice_grader
    from konexio_cli.sandbox.choose import open_rooms

    rooms = open_rooms("auto", found.exercise.libraries)
    try:
        judge = Judge(rooms, Evidence.SELF_CHECKED)
        return judge.grade(found.exercise, practice_grader(found.exercise), found.submission)
    finally:
        rooms.close()


def _data(grade: Grade) -> dict[str, object]:
    return {
        "exercise": grade.exercise,
        "round": grade.round,
        "verdict": grade.verdict,
        "evidence": grade.evidence,
        "sha256": grade.submission_sha256,
        "checks": [
            {
                "name": o.check,
                "verdict": o.verdict,
                "detail": o.detail,
                "got": o.got,
                "expected": o.expected,
                "line": o.line,
            }
            for o in grade.outcomes
        ],
        "cell_errors": [asdict(error) for error in grade.cell_errors],
        "form_errors": [asdict(error) for error in grade.form_errors],
        "to_confirm": [goal.name for goal in grade.to_confirm],
        "notes": list(grade.notes),
    }


def _of_the_client(desk: Desk | None, found: Found, grade: Grade, texts: Texts) -> Iterator[str]:
    """Say what can still be asked: before the work starts, and before it is called done."""
    if not found.exercise.questions:
        return
    if _is_untouched(grade):
        yield texts.say("ask.offer")
    # Without a desk nobody knows what was asked.
    if grade.verdict is Verdict.PASSED and desk and not desk.journal.asked(grade.exercise):
        yield texts.say("ask.none_yet")


def _is_untouched(grade: Grade) -> bool:
    return any(note.startswith("cell-untouched") for note in grade.notes)


def _keep(
    desk: Desk | None, found: Found, grade: Grade, asked: Asked
) -> tuple[list[str], int | None]:
    """Keep the attempt; a passed one goes into the portfolio.

    Return what to say of it, and the round that it opened, if it did.
    """
    from konexio_cli.cli.learner.keeping import keep_passed
    from konexio_cli.cli.learner.notebooks import open_round

    if desk is None:
        return [asked.texts.say("check.no_workspace")], None
    desk.journal.record(grade, found.body, copy=not found.is_at_its_place(desk))
    desk.journal.current = grade.exercise
    if grade.verdict is not Verdict.PASSED:
        return [], None
    notes = keep_passed(desk, found, grade, asked)
    if grade.round == len(found.exercise.rounds) or not found.is_at_its_place(desk):
        return notes, None
    open_round(desk, found.exercise, asked)
    return [*notes, asked.texts.say("check.round_open", round=grade.round + 1)], grade.round + 1
