from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Room, Rooms

# Short, so that what never ends ends soon; long enough for a slow machine's answers.
SHORT = Limits(seconds=2, notebook_seconds=2, output_kb=1, answer_kb=64)


@pytest.fixture(scope="session", params=["forked", "jupyter"])
def rooms(request: pytest.FixtureRequest) -> Iterator[Rooms]:
    if request.param == "forked" and platform.system() != "Linux":
        pytest.skip("forked rooms live on Linux")
    rooms = open_rooms(request.param, ("numpy", "pandas", "matplotlib.pyplot"))
    yield rooms
    rooms.close()


@pytest.fixture(scope="module")
def shared(rooms: Rooms) -> Iterator[Room]:
    """One room for all tests of a file that leave it as they found it."""
    room = rooms.open({"prices.csv": b"a,1\n"}, Limits(seconds=20))
    yield room
    room.close()


@pytest.fixture
def fresh(rooms: Rooms) -> Iterator[Room]:
    """A room of one's own, to be ended."""
    room = rooms.open({}, SHORT)
    yield room
    room.close()


@pytest.fixture
def impatient(rooms: Rooms) -> Iterator[Room]:
    """A room of one's own for what never ends: an answer that is late is a timeout, too."""
    room = rooms.open({}, replace(SHORT, seconds=0.3, notebook_seconds=0.3))
    yield room
    room.close()


@pytest.fixture
def descendants() -> Callable[[], set[int]]:
    """What tells which processes are below this one, now."""
    return _descendants


def _descendants() -> set[int]:
    """Return the processes below this one, as the system counts them."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = entry.read_text("utf-8")
            parents[int(entry.parent.name)] = int(text.rpartition(")")[2].split()[1])
    found, waiting = set(), [os.getpid()]
    while waiting:
        parent = waiting.pop()
        children = [pid for pid, its in parents.items() if its == parent]
        found |= set(children)
        waiting += children
    return found
