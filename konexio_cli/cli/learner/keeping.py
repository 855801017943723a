"""Passed work goes into the portfolio, with the level of evidence that it has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.believing import by_language
from konexio_cli.cli.learner.delivering import badly_named, deliverables_of
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.finding import Found
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Kind, Proof
from konexio_cli.model.grade import GoalResult, Grade
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.charts import charts_in
from konexio_cli.packs.outputs import without_outputs
from konexio_cli.portfolio.entry import GoalKept
from konexio_cli.portfolio.history import Entry, Portfolio
from konexio_cli.portfolio.private import own_path_in
from konexio_cli.safegit import git_available


def keep_passed(desk: Desk, found: Found, grade: Grade, asked: Asked) -> list[str]:
    """Record a passed check in the portfolio; return what to tell the learner.

    A history that is damaged is told too: it must not hide what the check found.
    """
    notes: list[str] = []
    notebook = without_outputs(found.body, found.path)
    own = _own_folders(desk)
    # What the learner wrote: the author's words may speak of any folder.
    written = "\n".join(cell.source for cell in found.notebook.cells if cell.is_code)
    if path := own_path_in(written.encode("utf-8", "replace"), own):
        notes.append(asked.texts.say("kept.path_in_notebook", path=path))
    deliverables = {}
    for name, body in _deliverables(desk, found):
        if path := own_path_in(body, own):
            notes.append(asked.texts.say("kept.path_in_file", file=name, path=path))
        else:
            deliverables[name] = body
    if found.is_at_its_place(desk):
        names = badly_named(found.exercise, found.path)
        notes += [asked.texts.say("submit.left_out", name=name) for name in names]
    briefs = _briefs(found.exercise.rounds[grade.round - 1].brief)
    entry = _entry(desk, found, grade, notebook, asked.language)
    try:
        Portfolio(desk.workspace.portfolio).record(entry, notebook, deliverables, briefs)
    except KonexioError as problem:
        if problem.code != "history-failed":
            raise
        return [*notes, *asked.texts.error(problem)]
    key = "check.kept" if git_available() else "check.kept_without_git"
    word = asked.texts.say(f"evidence.{grade.evidence}")
    return [asked.texts.say(key, evidence=word), *notes]


def caught_up(portfolio: Portfolio) -> KonexioError | None:
    """Commit what waits. A damaged history is returned: what was done is done all the same."""
    try:
        portfolio.catch_up()
    except KonexioError as problem:
        if problem.code != "history-failed":
            raise
        return problem
    return None


def _own_folders(desk: Desk) -> tuple[Path, ...]:
    return (desk.workspace.folder.absolute(), Path.home())


def _deliverables(desk: Desk, found: Found) -> Iterator[tuple[str, bytes]]:
    """Give what a client gets: the charts that the notebook shows, and the files beside it."""
    if found.exercise.kind is not Kind.TASK:
        return
    for number, body in enumerate(charts_in(found.body, found.path), 1):
        yield f"notebook/chart-{number}.png", body
    if found.is_at_its_place(desk):
        yield from deliverables_of(found.exercise, found.path)


def _briefs(brief: Translated) -> dict[str, bytes]:
    return {f"brief.{language}.md": text.encode() for language, text in brief.texts.items()}


def _entry(desk: Desk, found: Found, grade: Grade, notebook: bytes, language: Language) -> Entry:
    exercise = found.exercise
    return Entry(
        exercise=grade.exercise,
        title=exercise.title.into(language),
        round=grade.round,
        evidence=grade.evidence,
        checks_passed=sum(1 for o in grade.outcomes if o.verdict is Verdict.PASSED),
        # What `submit` sends: a trainer's word about these bytes is a word about this entry.
        submission_sha256=hashlib.sha256(notebook).hexdigest(),
        grader_sha256=grade.grader_sha256,
        pack_version=desk.version_of(grade.exercise),
        when=datetime.now(UTC),
        learner=desk.workspace.settings.name,
        to_confirm=tuple(goal.title.into(language) for goal in grade.to_confirm),
        kind=exercise.kind,
        titles=by_language(exercise.title),
        skills=exercise.skills,
        minutes=exercise.minutes,
        goals=tuple(map(_goal, grade.results)),
        begun=desk.journal.first_check(grade.exercise, grade.round),
        rounds=len(exercise.rounds),
    )


def _goal(result: GoalResult) -> GoalKept:
    goal = result.goal
    reached = goal.proof is not Proof.TRAINER and result.verdict is Verdict.PASSED
    return GoalKept(by_language(goal.title), goal.proof, reached, goal.optional, goal.name)
