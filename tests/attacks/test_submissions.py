"""Every hostile submission of tests/cases/attacks/, in real rooms, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.model.exercise import Limits
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.model.verdict import Verdict

from .case import Case, all_cases, read_case
from .conftest import RIGHT, Stage
from .watching import Meter, WatchedRooms

# A room is its init, the notebook, one branch of it, and what the exercise allows.
_OWN_TASKS = 3
_FOLDER_FILES = 4
_MIB = 1 << 20


@pytest.mark.parametrize("path", all_cases(), ids=lambda path: path.stem)
def test_submission(path: Path, stage: Stage) -> None:
    case = read_case(path, stage.household.places)
    before = stage.household.facts()
    with Meter(stage.crowd) as meter:
        grade, watched = stage.grade(Notebook(case.cells), case.limits, case.checks)
    said = "\n".join(watched.said)
    assert grade.verdict in case.expect, (grade.outcomes, said[-2_000:])
    assert [words for words in case.says if words not in said] == [], said[-2_000:]
    assert stage.household.told(f"{grade!r}{said}") == []
    assert stage.household.visitors() == []
    assert stage.household.facts() == before
    assert stage.crowd.survivors() == set()
    _within_limits(case, meter, watched)
    assert len(repr(grade)) < 64 * 1024
    again, _ = stage.grade(Notebook((_answer(RIGHT),)), Limits(seconds=20, notebook_seconds=20))
    assert again.verdict is Verdict.PASSED


def _within_limits(case: Case, meter: Meter, watched: WatchedRooms) -> None:
    limits = case.limits
    assert meter.tasks <= _OWN_TASKS + limits.processes
    assert meter.memory <= limits.memory_mb * _MIB * (_OWN_TASKS + limits.processes)
    assert max(watched.disk, default=0) <= limits.file_mb * _MIB * _FOLDER_FILES


def _answer(source: str) -> Cell:
    return Cell(source, name="main", role=Role.ANSWER)
