"""`konexio check`: run a notebook against its visible checks; keep what passed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.verdict import Evidence, Verdict

if TYPE_CHECKING:
    from konexio_cli.cli.learner.desk import Desk
    from konexio_cli.model.exercise import Exercise
    from konexio_cli.model.grade import Grade


def check(
    ctx: typer.Context,
    exercise: Annotated[str | None, typer.Argument()] = None,
    exercises: Exercises = None,
) -> int:
    """Check a notebook, by the name of its exercise or by its path."""
    from konexio_cli.reports.check_view import view_of_check

    asked: Asked = ctx.obj
    desk = _desk(exercise, exercises)
    found, path = _found(desk, exercise, exercises)
    grade, body = _grade(found, path)
    notes = _keep(desk, found, grade, body, path, asked)
    passed = grade.verdict is Verdict.PASSED
    texts = asked.texts
    data: dict[str, object] = {
        "exercise": found.id,
        "round": grade.round,
        "verdict": grade.verdict,
        "evidence": grade.evidence,
        "sha256": grade.submission_sha256,
        "checks": [
            {"name": o.check, "verdict": o.verdict, "detail": o.detail} for o in grade.outcomes
        ],
        "notes": list(grade.notes),
    }
    return show(
        Result(
            "check",
            data,
            view_of_check(found, grade, texts),
            Exit.DONE if passed else Exit.NOT_YET,
            notes=tuple(notes),
            next_step=texts.say("check.next_passed" if passed else "check.next_not_yet"),
        ),
        asked,
    )


def _desk(name: str | None, exercises: Path | None) -> Desk | None:
    """Return the learner's desk; a notebook's path alone can be checked without one."""
    from konexio_cli.cli.learner.desk import open_desk

    try:
        return open_desk(Path.cwd(), exercises)
    except KonexioError as problem:
        if problem.code == "workspace-missing" and _is_path(name):
            return None
        raise


def _is_path(name: str | None) -> bool:
    return name is not None and (name.endswith(".ipynb") or Path(name).is_file())


def _found(desk: Desk | None, name: str | None, exercises: Path | None) -> tuple[Exercise, Path]:
    """Return the exercise and the notebook that `name` means."""
    from konexio_cli.packs.exercises import read_course, read_exercise
    from konexio_cli.packs.identify import identify
    from konexio_cli.packs.library import exercises_folder
    from konexio_cli.packs.notebooks import parse, read_bytes
    from konexio_cli.packs.sources import embedded_course

    if name is None or not _is_path(name):
        assert desk is not None
        exercise = desk.exercise(name or "")
        return exercise, desk.workspace.notebook(exercise.id)
    path = Path(name)
    notebook = parse(read_bytes(path), path)
    root = desk.root if desk else exercises_folder(exercises, Path.cwd(), embedded_course())
    return read_exercise(root, identify(notebook, path, read_course(root).exercises)), path


def _grade(exercise: Exercise, path: Path) -> tuple[Grade, bytes]:
    import hashlib

    from konexio_cli.grading.judge import Judge
    from konexio_cli.model.grade import Submission
    from konexio_cli.packs.exercises import practice_grader
    from konexio_cli.packs.notebooks import parse, read_bytes
    from konexio_cli.sandbox.choose import open_rooms

    body = read_bytes(path)
    notebook = parse(body, path)
    submission = Submission("", notebook, hashlib.sha256(body).hexdigest(), notebook.round)
    rooms = open_rooms("auto", exercise.libraries)
    try:
        judge = Judge(rooms, Evidence.SELF_CHECKED)
        return judge.grade(exercise, practice_grader(exercise), submission), body
    finally:
        rooms.close()


def _keep(
    desk: Desk | None,
    exercise: Exercise,
    grade: Grade,
    body: bytes,
    path: Path,
    asked: Asked,
) -> list[str]:
    """Keep the attempt; a passed one goes into the portfolio. Return what to say of it."""
    from konexio_cli.cli.learner.keeping import keep_passed
    from konexio_cli.cli.learner.notebooks import open_round

    if desk is None:
        return [asked.texts.say("check.no_workspace")]
    desk.journal.record(grade, body)
    desk.journal.current = exercise.id
    if grade.verdict is not Verdict.PASSED:
        return []
    notes = keep_passed(desk, exercise, grade, body, path, asked)
    if grade.round < len(exercise.rounds) and path == desk.workspace.notebook(exercise.id):
        open_round(desk.workspace, exercise, body, asked)
        notes.append(asked.texts.say("check.round_open", round=grade.round + 1))
    return notes
