"""One submission's `results.json`, as Gradescope's autograders write it.

The form: https://gradescope-autograders.readthedocs.io/en/latest/specs/ (Output format).
"""

from __future__ import annotations

from typing import Any

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import GoalMark, Mark
from konexio_cli.model.verdict import Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain


def results(exercise: Exercise, mark: Mark, texts: Texts) -> dict[str, Any]:
    """Return the document. A test is a goal; no hidden check is named, nor a value of one.

    `score` stands above the tests, since lateness may have cost points.
    """
    return {
        "score": mark.points,
        "output": plain(texts.misconception(mark.message)),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": [_test(one, texts) for one in mark.goals],
        "extra_data": {
            "exercise": exercise.id,
            "round": mark.round,
            "evidence": mark.evidence,
            "submission_sha256": mark.submission_sha256,
            "grader_sha256": mark.grader_sha256,
        },
    }


def _test(one: GoalMark, texts: Texts) -> dict[str, Any]:
    example = one.goal.example.into(texts.language) if one.goal.example else ""
    test = {
        "name": plain(one.goal.title.into(texts.language)),
        "score": one.points,
        "max_score": one.goal.points,
        "output": "" if one.reached else plain(example),
        "tags": [one.way],
        "visibility": "visible",
    }
    # What only a trainer can confirm has neither passed nor failed.
    status = {} if one.to_confirm else {"status": _STATUS[one.verdict is Verdict.PASSED]}
    return test | status


_STATUS = {True: "passed", False: "failed"}
