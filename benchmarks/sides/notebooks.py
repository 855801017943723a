"""The corpus as the peers want it: one notebook with the answers, and a cell for each check."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from benchmarks.sides.corpus import Corpus
from konexio_cli.model.grader import Attempt

# A notebook in its file form: plain JSON.
Form: TypeAlias = dict[str, Any]

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def with_checks(corpus: Corpus, attempt: Attempt, *, hidden: bool = False) -> Form:
    """Return an attempt with the checks behind it, marked as nbgrader marks them.

    `hidden` leaves the checks' code out of cells, as learners receive and hand them in.
    """
    cells = [
        _cell(one.name, one.source, solution=one.role == "answer") for one in attempt.notebook.cells
    ]
    for name, code in corpus.checks().items():
        text = f"### BEGIN HIDDEN TESTS\n{code}\n### END HIDDEN TESTS"
        cells.append(_cell(name, "" if hidden else text, grade=True))
    return {"cells": cells, "metadata": {"kernelspec": _KERNEL}, "nbformat": 4, "nbformat_minor": 5}


def without_checks(corpus: Corpus, attempt: Attempt) -> Form:
    """Return an attempt alone: for graders that bring their checks along."""
    form = with_checks(corpus, attempt)
    form["cells"] = [cell for cell in form["cells"] if not cell["metadata"]["nbgrader"]["grade"]]
    return form


def _cell(name: str, source: str, *, solution: bool = False, grade: bool = False) -> Form:
    marks: Form = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": solution}
    marks |= {"locked": not solution, "task": False} | ({"points": 1} if grade else {})
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {"nbgrader": marks},
        "outputs": [],
        "source": source,
    }


def text(form: Form) -> str:
    """Return a notebook as the text of its file."""
    return json.dumps(form, indent=1)
