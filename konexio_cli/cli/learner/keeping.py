"""Passed work goes into the portfolio, with the level of evidence that it has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.finding import Found
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.grade import Grade
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Verdict
from konexio_cli.portfolio.entry import safe_name
from konexio_cli.portfolio.history import Entry, Portfolio
from konexio_cli.safegit import git_available
from konexio_cli.sandbox import folder as plain_files

_DELIVERABLE_BYTES = 4 << 20


def keep_passed(desk: Desk, found: Found, grade: Grade, asked: Asked) -> list[str]:
    """Record a passed check in the portfolio; return what to tell the learner.

    A history that is damaged is told too: it must not hide what the check found.
    """
    deliverables = {}
    if found.exercise.kind is Kind.TASK and found.is_at_its_place(desk):
        deliverables = dict(deliverables_of(found.exercise, found.path))
    portfolio = Portfolio(desk.workspace.portfolio)
    try:
        portfolio.record(_entry(desk, found, grade, asked.language), found.body, deliverables)
    except KonexioError as problem:
        if problem.code != "history-failed":
            raise
        return list(asked.texts.error(problem))
    key = "check.kept" if git_available() else "check.kept_without_git"
    return [asked.texts.say(key, evidence=asked.texts.say(f"evidence.{grade.evidence}"))]


def _entry(desk: Desk, found: Found, grade: Grade, language: Language) -> Entry:
    return Entry(
        exercise=grade.exercise,
        title=found.exercise.title.into(language),
        round=grade.round,
        evidence=grade.evidence,
        checks_passed=sum(1 for o in grade.outcomes if o.verdict is Verdict.PASSED),
        submission_sha256=grade.submission_sha256,
        grader_sha256=grade.grader_sha256,
        pack_version=desk.version_of(grade.exercise),
        when=datetime.now(UTC),
        learner=desk.workspace.settings.name,
        to_confirm=tuple(goal.title.into(language) for goal in grade.to_confirm),
    )


def deliverables_of(exercise: Exercise, notebook: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files that the learner made beside the notebook of a client task."""
    given = {*exercise.data(len(exercise.rounds)), notebook.name}
    for path in sorted(notebook.parent.iterdir()):
        if path.name not in given and _can_be_kept(path):
            yield path.name, plain_files.read(notebook.parent, path.name, _DELIVERABLE_BYTES)


def _can_be_kept(path: Path) -> bool:
    """Whether this is a file of ordinary size whose name every system can keep."""
    try:
        safe_name(path.name)
    except ValueError:
        return False
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= _DELIVERABLE_BYTES
