"""D8 and E1, from room to room: what both have is no place to leave a message."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.room import Nature, Room

from .conftest import Stage

_LIMITS = Limits(seconds=20, notebook_seconds=20, memory_mb=1024)

_LOCKS = """
import fcntl, json, os, struct

def tried(act, *given):
    try:
        return act(*given)
    except OSError as problem:
        return type(problem).__name__

def a_lock(start, length):
    return struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, start, length, 0)
"""
LEAVE = f"""{_LOCKS}
for number in range(3):
    for position, letter in enumerate(b"return 42"):
        for command in (fcntl.F_OFD_SETLK, fcntl.F_SETLK):
            tried(fcntl.fcntl, number, command, a_lock(1000 * position, letter))
    flags = fcntl.fcntl(number, fcntl.F_GETFL)
    tried(fcntl.fcntl, number, fcntl.F_SETFL, flags | os.O_APPEND | os.O_NONBLOCK)
    tried(fcntl.fcntl, number, fcntl.F_SETSIG, 42)
    tried(fcntl.fcntl, number, fcntl.F_SETOWN, os.getpid())
    tried(fcntl.flock, number, fcntl.LOCK_EX | fcntl.LOCK_NB)
"""
READ = f"""{_LOCKS}
found = set()
anew = os.open("/dev/null", os.O_RDWR)
library = os.open(json.__file__, os.O_RDONLY)
for number in (0, 1, 2, anew, library):
    found.add(fcntl.fcntl(number, fcntl.F_GETFL) & (os.O_APPEND | os.O_NONBLOCK))
    for command in (fcntl.F_GETSIG, fcntl.F_GETOWN):
        found.add(tried(fcntl.fcntl, number, command))
    for position in range(9):
        for command in (fcntl.F_OFD_GETLK, fcntl.F_GETLK):
            lock = tried(fcntl.fcntl, number, command, a_lock(1000 * position, 900))
            found.add(struct.unpack("hhqqi4x", lock)[3] if isinstance(lock, bytes) else lock)
    found.add(tried(fcntl.flock, number, fcntl.LOCK_EX | fcntl.LOCK_NB))
"""
FOUND = "sorted(map(str, found - {0, 900, None, 'PermissionError'}))"
TAKE = f"""{_LOCKS}
library = os.open(json.__file__, os.O_RDONLY)
tried(fcntl.flock, library, fcntl.LOCK_EX | fcntl.LOCK_NB)
"""
_SOCKETS = """
import socket

def made(kind):
    try:
        return socket.socket(socket.AF_UNIX, kind)
    except OSError:
        return socket.socketpair(socket.AF_UNIX, kind)[0]

def named(act):
    try:
        end = made(socket.SOCK_STREAM)
        act(end)
        return end
    except OSError as problem:
        return type(problem).__name__

def drawn():
    "Sent with one's credentials, a message gives a socket a name that others can send to."
    try:
        end = made(socket.SOCK_DGRAM)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        end.send(b"x")
    except OSError as problem:
        return type(problem).__name__
    return end.getsockname()
"""
LISTEN = _SOCKETS + "kept = named(lambda end: (end.bind('\\0k'), end.listen()))\nname = drawn()\n"
CALL = _SOCKETS + "met = named(lambda end: end.connect('\\0k'))\n"

Opens = Callable[[Stage], Room]


def full(stage: Stage) -> Room:
    return stage.rooms.open({}, _LIMITS, Nature(plain=True))


def still(stage: Stage) -> Room:
    room = stage.rooms.open_still(_LIMITS)
    assert room
    return room


def told(room: Room, source: str, name: str) -> str:
    run = room.run(f"{source}print({name})\n", 20)
    assert not run.error, run.error_text
    return run.stdout.strip()


@pytest.mark.parametrize("opens", [full, still])
def test_d8_what_rooms_inherit_keeps_nothing_for_the_next(stage: Stage, opens: Opens) -> None:
    room = opens(stage)
    assert told(room, LEAVE, "'left'") == "left"
    room.close()
    room = opens(stage)
    assert told(room, READ, FOUND) == "[]"
    room.close()


@pytest.mark.parametrize("opens", [full, still])
def test_d8_what_two_rooms_have_at_once_carries_nothing(stage: Stage, opens: Opens) -> None:
    reader, writer = opens(stage), opens(stage)
    assert told(writer, LEAVE + TAKE, "'left'") == "left"
    assert told(reader, READ, FOUND) == "[]"
    for room in (reader, writer):
        room.close()


@pytest.mark.parametrize("opens", [full, still])
def test_e1_no_socket_has_a_name_that_another_room_finds(stage: Stage, opens: Opens) -> None:
    listener, caller = opens(stage), opens(stage)
    assert told(listener, LISTEN, "name, kept") == "PermissionError PermissionError"
    assert told(caller, CALL, "met") == "PermissionError"
    for room in (listener, caller):
        room.close()
