"""nbgrader: `nbgrader autograde`, a course with a database of its own for each process."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sides.corpus import Corpus, Submitted
from benchmarks.sides.measured import Command, Cost, Verdicts, halves, run_all
from benchmarks.sides.notebooks import text, with_checks

_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'speed'\n"
_SCORES = """
SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score
FROM grade
JOIN base_cell ON base_cell.id = grade.cell_id
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""


def grade(corpus: Corpus, count: int, place: Path, program: Path) -> tuple[Cost, Verdicts]:
    """Grade the first `count` submissions; making the assignment is not in the cost."""
    everybody = corpus.submissions(count)
    courses = []
    for number, part in enumerate(halves(count)):
        course = place / f"course{number}"
        _make_course(corpus, everybody[part], course, program)
        courses.append(course)
    cost = run_all([Command((program, "autograde", corpus.name), one) for one in courses])
    failed: dict[str, set[str]] = {one.learner: set() for one in everybody}
    for course in courses:
        _note_failed(course, failed)
    return cost, {learner: frozenset(checks) for learner, checks in failed.items()}


def _make_course(
    corpus: Corpus, submitted: Sequence[Submitted], course: Path, program: Path
) -> None:
    reference = corpus.grader.reference(1)
    assert reference
    course.mkdir()
    (course / "nbgrader_config.py").write_text(_CONFIG)
    _put(corpus, course / "source" / corpus.name, text(with_checks(corpus, reference)))
    run_all([Command((program, "generate_assignment", corpus.name), course)])
    for one in submitted:
        notebook = text(with_checks(corpus, one.attempt, hidden=True))
        _put(corpus, course / "submitted" / one.learner / corpus.name, notebook)


def _put(corpus: Corpus, folder: Path, notebook: str) -> None:
    folder.mkdir(parents=True)
    (folder / f"{corpus.name}.ipynb").write_text(notebook)
    for name, body in corpus.exercise.data().items():
        (folder / name).write_bytes(body)


def _note_failed(course: Path, failed: dict[str, set[str]]) -> None:
    base = sqlite3.connect(course / "gradebook.db")
    try:
        for learner, check, score in base.execute(_SCORES):
            if score != 1:
                failed[learner].add(check)
    finally:
        base.close()
