"""Rooms that a mother forks: what a wrong proof of stillness would meet there."""

from __future__ import annotations

import os
import platform
import signal
from collections.abc import Callable, Iterator

import pytest

from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.forked import ForkedRooms
from konexio_cli.sandbox.room import Room, RoomEnded, Tier

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="mothers live on Linux")


@pytest.fixture(scope="module")
def still_rooms() -> Iterator[ForkedRooms]:
    rooms = ForkedRooms()
    if rooms.tier is not Tier.A:
        pytest.skip("there are mothers in tier A only")
    yield rooms
    rooms.close()


def opened(rooms: ForkedRooms, limits: Limits | None = None) -> Room:
    room = rooms.open_still(limits or Limits(seconds=20))
    assert room
    return room


def displayed(room: Room, source: str) -> str:
    # One line alone might be a command of IPython's, which no still program needs.
    run = room.run(f"{source}\n", 20) if "\n" in source else room.run(f"None\n{source}", 20)
    return run.error or run.displayed


@pytest.mark.parametrize(
    "source",
    [
        "open('left', 'w')",
        "open('/tmp/left', 'w')",
        "open('/etc/passwd')",
        "import os\nos.mkdir('/room/left')",
        "import os\nos.kill(1, 2)",
        "import os\nos.kill(os.getpid(), 15)",
        "import os\nos.fork()",
        "import os\nos.setsid()",
        "import os\nos.sched_setaffinity(1, {0})",
        "import resource\nresource.prlimit(1, resource.RLIMIT_NOFILE, (1, 1))",
        "import socket\nsocket.socketpair()",
        "import os\nos.execv('/bin/sh', ['sh'])",
        "import os\nos.listdir('/proc/1')",
    ],
)
def test_what_reaches_others_is_refused(still_rooms: ForkedRooms, source: str) -> None:
    room = opened(still_rooms)
    try:
        assert displayed(room, source) in {
            *("PermissionError", "OSError", "FileNotFoundError"),
        }
        assert displayed(room, "1 + 1") == "2"
    finally:
        room.close()


def test_a_thread_is_refused(still_rooms: ForkedRooms) -> None:
    room = opened(still_rooms)
    source = "import threading\nthreading.Thread(target=print).start()"
    assert displayed(room, source) == "RuntimeError"
    room.close()


def test_nothing_of_a_room_is_left_for_the_next(still_rooms: ForkedRooms) -> None:
    room = opened(still_rooms)
    room.run("import builtins, os, json\nbuiltins.left = json.left = os.left = 1\nleft = 2", 20)
    assert displayed(room, "left") == "2"
    room.close()
    room = opened(still_rooms)
    told = displayed(room, "import builtins, os, json\n[hasattr(x, 'left') for x in (os, json)]")
    assert told == "[False, False]"
    assert displayed(room, "left\n1") == "NameError"
    room.close()


def test_nothing_but_its_own_socket_is_open_in_it(still_rooms: ForkedRooms) -> None:
    room = opened(still_rooms)
    source = """
import os
found = []
for number in range(64):
    try:
        os.fstat(number)
    except OSError:
        continue
    found.append(number)
len(found)"""
    assert displayed(room, source) == "4"
    room.close()


def test_two_at_a_time_do_not_share_a_mother(still_rooms: ForkedRooms) -> None:
    one, other = opened(still_rooms), opened(still_rooms)
    one.run("x = 1", 20)
    other.run("x = 2", 20)
    assert (displayed(one, "x"), displayed(other, "x")) == ("1", "2")
    one.close()
    assert displayed(other, "x") == "2"
    other.close()


def test_a_room_is_gone_when_it_is_closed(
    still_rooms: ForkedRooms, descendants: Callable[[], set[int]]
) -> None:
    opened(still_rooms).close()
    before = descendants()
    room = opened(still_rooms)
    room.run("1", 20)
    inside = descendants() - before
    assert len(inside) == 1
    room.close()
    assert not descendants() & inside
    room.close()


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("while True:\n    pass", Verdict.TIMEOUT),
        ("import os\nos._exit(0)", Verdict.ERROR),
        ("import ctypes\nctypes.string_at(0)", Verdict.ERROR),
    ],
)
def test_what_ends_a_room_does_not_end_the_next(
    still_rooms: ForkedRooms, source: str, verdict: Verdict
) -> None:
    room = opened(still_rooms)
    with pytest.raises(RoomEnded) as end:
        room.run(source, 0.5)
    assert end.value.verdict is verdict
    room.close()
    room = opened(still_rooms)
    assert displayed(room, "1 + 1") == "2"
    room.close()


def test_limits_are_those_of_the_room(still_rooms: ForkedRooms) -> None:
    room = opened(still_rooms, Limits(seconds=20, memory_mb=300))
    assert displayed(room, "len(bytearray(400 << 20))") == "MemoryError"
    room.close()
    room = opened(still_rooms, Limits(seconds=20, memory_mb=900))
    assert displayed(room, "len(bytearray(400 << 20))") == str(400 << 20)
    room.close()


def test_a_lost_mother_is_replaced(
    still_rooms: ForkedRooms, descendants: Callable[[], set[int]]
) -> None:
    opened(still_rooms).close()
    before = descendants()
    kept = [opened(still_rooms) for _ in range(3)]  # two mothers were there at most
    for room in kept:
        room.run("1", 20)
        room.close()
    mothers = descendants() - before  # their rooms are gone
    assert mothers
    for mother in mothers:
        os.kill(mother, signal.SIGKILL)
    lost = [opened(still_rooms) for _ in range(3)]
    ended = 0
    for room in lost:
        try:
            room.run("1", 20)
        except RoomEnded as end:
            ended += end.verdict is Verdict.ERROR
        room.close()
    assert ended == len(mothers)
    room = opened(still_rooms)
    assert displayed(room, "1 + 1") == "2"
    room.close()


def test_it_has_no_file(still_rooms: ForkedRooms) -> None:
    room = opened(still_rooms)
    room.restore()
    assert room.names() == []
    with pytest.raises(FileNotFoundError):
        room.read("a.txt", 10)
    with pytest.raises(OSError, match=r"a\.txt"):
        room.put("a.txt", b"")
    with room.branch() as branch:
        assert branch is room
    room.close()
