"""F10, where checks share a room: what could remember one at the next shares none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from konexio_cli.grading.case import case_of, context_in
from konexio_cli.grading.interview import Interview
from konexio_cli.grading.raised import LearnerRaised
from konexio_cli.grading.stateless import loose_names
from konexio_cli.model.exercise import Limits
from konexio_cli.model.grader import Grader
from konexio_cli.model.notebook import Cell, Notebook
from konexio_cli.sandbox.room import RoomEnded, Rooms

from .conftest import Stage, exercise_of
from .memories import HARMLESS, MEMORIES

_LIMITS = Limits(seconds=20, notebook_seconds=20, memory_mb=512)
# A program that waits for ever is told apart from one that answers: that takes no longer.
_SHORT = replace(_LIMITS, seconds=2)
_CHECK = "def test_it():\n    assert answer()"


def cells(program: str) -> tuple[str, ...]:
    return tuple(program.split("\n# %%\n"))


def asked(interview: Interview) -> str:
    """Return what a program answers, as text; a Remote is asked for what it yields."""
    try:
        answer = interview.get("answer")
        assert callable(answer)
        return repr(answer())
    except (LearnerRaised, RoomEnded) as problem:
        return repr(problem)


def in_checks(rooms: Rooms, program: str) -> list[str]:
    """Return what one check after the other is told."""
    notebook = Notebook(tuple(map(Cell, cells(program))))
    case = case_of(exercise_of((), _LIMITS), Grader("t0/answer", (), "g" * 64), notebook, 1)
    with case.sitting(rooms) as sitting:
        told = []
        for _ in range(2):
            with sitting.room(_CHECK) as place:
                told.append(asked(context_in(place, case, sitting, "").interview))
        return told


def in_one_room(rooms: Rooms, program: str) -> list[str]:
    """Return what two calls in one room are told."""
    room = rooms.open(exercise_of((), _SHORT).data(1), _SHORT)
    try:
        for source in cells(program):
            room.run(source, _SHORT.notebook_seconds)
        return [asked(Interview(room)) for _ in range(2)]
    finally:
        room.close()


@pytest.mark.parametrize("program", MEMORIES.values(), ids=MEMORIES)
def test_f10_nothing_is_remembered_from_check_to_check(stage: Stage, program: str) -> None:
    first, second = in_one_room(stage.rooms, program)
    assert first != second, "the attack does not even remember"
    assert len(set(in_checks(stage.rooms, program))) == 1
    assert "answer" in (loose_names(cells(program)) or {"answer"})


@pytest.mark.parametrize("program", HARMLESS.values(), ids=HARMLESS)
def test_ok_what_remembers_nothing_shares_a_room(stage: Stage, program: str) -> None:
    assert loose_names(cells(program)) is not None
    assert len(set(in_checks(stage.rooms, program))) == 1
