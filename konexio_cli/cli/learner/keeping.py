"""Passed work goes into the portfolio, with the level of evidence that it has."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict
from konexio_cli.portfolio.history import Entry, Portfolio
from konexio_cli.safegit import git_available
from konexio_cli.sandbox import folder as plain_files

_DELIVERABLE_BYTES = 4 << 20


def keep_passed(
    desk: Desk, exercise: Exercise, grade: Grade, body: bytes, path: Path, asked: Asked
) -> list[str]:
    """Record a passed check in the portfolio; return what to tell the learner."""
    pack = next(one for one in desk.course.packs if one.name == exercise.pack)
    entry = Entry(
        exercise=exercise.id,
        title=exercise.title.into(asked.language),
        round=grade.round,
        evidence=grade.evidence,
        checks_passed=sum(1 for o in grade.outcomes if o.verdict is Verdict.PASSED),
        submission_sha256=grade.submission_sha256,
        grader_sha256=grade.grader_sha256,
        pack_version=pack.version,
        when=datetime.now(UTC),
        learner=desk.workspace.settings.name,
    )
    portfolio = Portfolio(desk.workspace.portfolio)
    portfolio.record(entry, body, _deliverables(exercise, path))
    key = "check.kept" if git_available() else "check.kept_without_git"
    return [asked.texts.say(key, evidence=asked.texts.say(f"evidence.{grade.evidence}"))]


def _deliverables(exercise: Exercise, path: Path) -> dict[str, bytes]:
    """Return the files that the learner made beside the notebook of a client task."""
    if exercise.kind is not Kind.TASK:
        return {}
    given = {*exercise.data(len(exercise.rounds)), path.name}
    names = (name for name in plain_files.names(path.parent) if name not in given)
    return {
        name: plain_files.read(path.parent, name, _DELIVERABLE_BYTES)
        for name in names
        if (path.parent / name).stat().st_size <= _DELIVERABLE_BYTES
    }
