"""The one road of `check` and `watch`: a notebook is judged, kept, and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Self

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.finding import Found
from konexio_cli.cli.learner.keeping import keep_passed
from konexio_cli.cli.learner.notebooks import open_round
from konexio_cli.cli.output import Result
from konexio_cli.errors import Exit
from konexio_cli.grading.judge import Judge
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import practice_grader
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.check_view import view_of_check
from konexio_cli.reports.explanation_view import message_of
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.stopping import StoppableRooms


class Bench:
    """Rooms that stay warm, and a judge who knows the visible checks only."""

    def __init__(self, libraries: tuple[str, ...]) -> None:
        self.libraries = libraries
        self._rooms = StoppableRooms(open_rooms("auto", libraries))
        self._judge = Judge(self._rooms, Evidence.SELF_CHECKED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rooms.close()

    def stop(self) -> None:
        """Have what is being graded end now; any thread may ask for that."""
        self._rooms.stop()

    def go_on(self) -> None:
        """Grade again, after a stop."""
        self._rooms.go_on()

    def grade(self, found: Found) -> Grade:
        """Run a notebook against the visible checks of its exercise. Raise Stopped if stopped."""
        return self._judge.grade(found.exercise, practice_grader(found.exercise), found.submission)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be told of a kept attempt, and the round that it opened, if it did."""

    notes: tuple[str, ...] = ()
    opened: int | None = None


def record(desk: Desk | None, found: Found, grade: Grade) -> None:
    """Keep an attempt on the disk: after this it may be reported."""
    if desk is not None:
        desk.journal.record(grade, found.body, copy=not found.is_at_its_place(desk))
        desk.journal.current = grade.exercise


def keep(desk: Desk | None, found: Found, grade: Grade, asked: Asked) -> Kept:
    """Put passed work into the portfolio, and open the round that comes after it."""
    if desk is None:
        return Kept((asked.texts.say("check.no_workspace"),))
    if grade.verdict is not Verdict.PASSED:
        return Kept()
    notes = keep_passed(desk, found, grade, asked)
    if grade.round == len(found.exercise.rounds) or not found.is_at_its_place(desk):
        return Kept(tuple(notes))
    open_round(desk, found.exercise, asked)
    number = grade.round + 1
    return Kept((*notes, asked.texts.say("check.round_open", round=number)), number)


def told(
    desk: Desk | None,
    found: Found,
    grade: Grade,
    kept: Kept,
    asked: Asked,
    *,
    one_message: bool = False,
) -> Result:
    """Return what a learner is told of a check; with `one_message`, of the first mistake."""
    texts = asked.texts
    passed = grade.verdict is Verdict.PASSED
    after = "next_round" if kept.opened else "next_passed" if passed else "next_not_yet"
    return Result(
        "check",
        _data(grade, texts) | {"opened_round": kept.opened},
        view_of_check(found.exercise, grade, texts, one_message=one_message),
        Exit.DONE if passed else Exit.NOT_YET,
        notes=(*kept.notes, *_of_the_client(desk, found, grade, texts)),
        next_step=texts.say(f"check.{after}"),
    )


def _data(grade: Grade, texts: Texts) -> dict[str, object]:
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
        "message": _message(grade, texts),
        "form_errors": [asdict(error) for error in grade.form_errors],
        "to_confirm": [goal.name for goal in grade.to_confirm],
        "notes": list(grade.notes),
    }


def _message(grade: Grade, texts: Texts) -> dict[str, object] | None:
    told = grade.explanation
    return asdict(told) | {"text": message_of(told, texts)} if told else None


def _of_the_client(desk: Desk | None, found: Found, grade: Grade, texts: Texts) -> Iterator[str]:
    """Say what can still be asked: before the work starts, and before it is called done."""
    if not found.exercise.questions:
        return
    if grade.is_untouched:
        yield texts.say("ask.offer")
    # Without a desk nobody knows what was asked.
    if grade.verdict is Verdict.PASSED and desk and not desk.journal.asked(grade.exercise):
        yield texts.say("ask.none_yet")
