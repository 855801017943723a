"""Both kinds of room: how one ends, and that the judge outlives it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from konexio_cli.grading.interview import Interview
from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.room import Room, RoomEnded, Rooms, Tier

NOTEBOOK = """
import os, time

def loop():
    while True:
        pass

def stubborn():
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass

def crash():
    os._exit(0)

def huge():
    return "x" * 1_000_000

def chatter():
    print("x" * 1_000_000)

def deep():
    value = []
    for _ in range(1_000):
        value = [value]
    return value

def grow():
    return len(bytearray(1 << 34))
"""


def call(room: Room, name: str) -> object:
    function = Interview(room).get(name)
    assert callable(function)
    answer: object = function()
    return answer


def verdict_of(act: Callable[[], object]) -> Verdict:
    with pytest.raises(RoomEnded) as ended:
        act()
    return ended.value.verdict


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("crash", Verdict.ERROR),
        ("huge", Verdict.MEMORY),
    ],
)
def test_a_call_that_ends_its_room(fresh: Room, name: str, verdict: Verdict) -> None:
    fresh.run(NOTEBOOK, 20)
    assert verdict_of(lambda: call(fresh, name)) is verdict


@pytest.mark.parametrize("name", ["loop", "stubborn"])
def test_a_call_that_never_ends(impatient: Room, name: str) -> None:
    impatient.run(NOTEBOOK, 20)
    assert verdict_of(lambda: call(impatient, name)) is Verdict.TIMEOUT


def test_a_cell_that_never_ends(impatient: Room) -> None:
    source = "while True:\n    print('again')"
    assert verdict_of(lambda: impatient.run(source, 0.3)) is Verdict.TIMEOUT


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("import os\nos._exit(0)", Verdict.ERROR),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", Verdict.ERROR),
    ],
)
def test_a_cell_that_ends_its_room(fresh: Room, source: str, verdict: Verdict) -> None:
    assert verdict_of(lambda: fresh.run(source, 2)) is verdict


def test_a_room_that_ended_answers_no_more(fresh: Room) -> None:
    verdict_of(lambda: fresh.run("import os\nos._exit(0)", 2))
    assert verdict_of(lambda: fresh.run("1", 2)) is Verdict.ERROR
    assert verdict_of(lambda: Interview(fresh).get("x")) is Verdict.ERROR


def test_much_printed_by_a_call_is_cut(fresh: Room) -> None:
    fresh.run(NOTEBOOK, 20)
    learner = Interview(fresh)
    function = learner.get("chatter")
    assert callable(function)
    assert function() is None
    assert learner.printed == "x" * 1024


def test_an_answer_nested_too_deeply_is_an_error_of_the_learner(fresh: Room) -> None:
    fresh.run(NOTEBOOK, 20)
    with pytest.raises(ValueError, match="too deep"):
        call(fresh, "deep")


def test_memory_has_a_limit_where_the_room_can_keep_one(fresh: Room, rooms: Rooms) -> None:
    if rooms.name != "forked":
        pytest.skip("only the forked room limits memory")
    fresh.run(NOTEBOOK, 20)
    assert verdict_of(lambda: call(fresh, "grow")) is Verdict.MEMORY


DAEMON = """
import os, signal, time
if os.fork() == 0:
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="forks")
def test_closing_ends_every_process_and_removes_the_folder(
    rooms: Rooms, descendants: Callable[[], set[int]]
) -> None:
    rooms.open({}, Limits()).close()  # what stays warm for such rooms is there now
    encloses = rooms.tier is Tier.A  # and what stays warm for plain rooms, too: it has answered
    before = descendants()
    room = rooms.open({"data/a.txt": b"1"}, Limits(seconds=20, processes=2))
    if encloses:  # elsewhere a daemon can leave the room's group
        room.run(DAEMON, 20)
    inside = descendants() - before
    assert inside
    room.close()
    assert not room.folder.exists()
    for process in inside:
        assert _gone(process)


def test_closing_twice_is_closing_once(rooms: Rooms) -> None:
    room = rooms.open({}, Limits())
    room.close()
    room.close()


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to itself")
def test_ctrl_c_is_the_judges_and_not_a_verdict(rooms: Rooms) -> None:
    room = rooms.open({}, Limits())
    here = threading.Thread(target=_interrupt_when_there, args=(room,))
    here.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            room.run("open('running', 'w').close()\nwhile True: pass", 60)
    finally:
        here.join()
        room.close()
    assert not room.folder.exists()


def _interrupt_when_there(room: Room) -> None:
    while not (room.folder / "running").exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)


def _gone(process: int) -> bool:
    """Wait for the end of a killed process that is not our child; it may be a zombie first."""
    for _ in range(1_000):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if _is_zombie(process):
            return True
        time.sleep(0.01)
    return False


def _is_zombie(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:  # noqa: PTH123 - as short as it gets
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False
