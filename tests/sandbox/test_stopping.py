"""Both kinds of room: another thread stops what goes on without end."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from konexio_cli.grading.interview import Interview
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.room import Room, Rooms
from konexio_cli.sandbox.stopping import StoppableRooms, Stopped

LONG = Limits(seconds=120, notebook_seconds=120)
LOOP = "while True:\n    pass"
CALL = "def f():\n    while True:\n        pass"


@pytest.fixture
def stoppable(rooms: Rooms) -> StoppableRooms:
    return StoppableRooms(rooms)


@contextlib.contextmanager
def stopped(rooms: StoppableRooms) -> Iterator[None]:
    """Stop what is done here once it is under way; it ends long before its time is up."""
    begun = time.monotonic()
    timer = threading.Timer(0.5, rooms.stop)
    timer.start()
    with pytest.raises(Stopped):
        yield
    timer.join()
    assert time.monotonic() - begun < LONG.seconds


def run(room: Room) -> None:
    room.run(LOOP, LONG.notebook_seconds)


def call(room: Room) -> None:
    room.run(CALL, LONG.notebook_seconds)
    with room.branch() as branch:
        function = Interview(branch).get("f")
        assert callable(function)
        function()


@pytest.mark.parametrize("endless", [run, call])
def test_what_has_no_end_is_stopped_and_leaves_no_process(
    stoppable: StoppableRooms,
    descendants: Callable[[], set[int]],
    endless: Callable[[Room], None],
) -> None:
    assert stoppable.tier  # what stays warm is there from now on
    stoppable.open({}, LONG).close()
    before = descendants()
    with stopped(stoppable), contextlib.closing(stoppable.open({}, LONG)) as room:
        endless(room)
    assert descendants() <= before
    with pytest.raises(Stopped):
        stoppable.open({}, LONG)
    stoppable.go_on()
    with contextlib.closing(stoppable.open({}, LONG)) as room:
        assert room.run("print(1)", LONG.seconds).stdout == "1\n"


def test_a_still_program_is_stopped(
    stoppable: StoppableRooms, descendants: Callable[[], set[int]]
) -> None:
    assert stoppable.tier
    if not (room := stoppable.open_still(LONG)):
        pytest.skip("no room without a folder here")
    room.close()
    before = descendants()
    room = stoppable.open_still(LONG)
    assert room
    with stopped(stoppable), contextlib.closing(room):
        room.run(LOOP, LONG.seconds)
    assert descendants() <= before
