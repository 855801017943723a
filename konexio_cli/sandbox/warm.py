"""The warm process: started by exec with an empty environment, forks a child per room.

It holds the libraries that learners import, IPython if it is told to, and nothing else:
no grader, no other submission and no secret has ever been in its memory.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys

from konexio_cli.sandbox import frames, linux
from konexio_cli.sandbox.agent import Agent, Request
from konexio_cli.sandbox.at_once import rehearse
from konexio_cli.sandbox.confine import RoomLimits, system_call_filter
from konexio_cli.sandbox.enclosure import Enclosed, enclose, stand_on_own_null
from konexio_cli.sandbox.living import live_confined, live_limited
from konexio_cli.sandbox.mother import live_as_mother
from konexio_cli.sandbox.shell import Shell
from konexio_cli.sandbox.tiers import found_tier
from konexio_cli.sandbox.wire import dumps, loads

MOST = 64 << 20
# What learners import most; to find it anew costs each room a millisecond.
_OFTEN = ("csv",)


def main() -> None:
    """Serve the judge: arguments are the socket's number, an empty folder, and libraries.

    IPython is one of them where cells will need it.
    """
    control = socket.socket(fileno=int(sys.argv[1]))
    libraries = sys.argv[3:]
    for library in (*_OFTEN, *libraries):
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    rehearse()
    shell = Shell()
    shell.warm_up(ipython="IPython" in libraries)
    Agent(shell.names).answer(dumps({"id": "", "op": "names"}))
    gc.freeze()  # a collection in a room would touch, and so copy, every page it shares with us
    tier = found_tier(sys.argv[2])
    enclosed = enclose(sys.argv[2]) if tier == "A" else None
    frames.send(control, dumps({"tier": tier, "user": os.getuid()}))
    Warm(control, shell, tier, enclosed).serve()


class Warm:
    """Opens rooms (forks) and closes them (kills every process in them)."""

    def __init__(
        self, control: socket.socket, shell: Shell, tier: str, enclosed: Enclosed | None
    ) -> None:
        self._control = control
        self._shell = shell
        self._enclosed = enclosed
        self._filter = b"" if tier == "C" else system_call_filter()
        self._rooms: set[int] = set()

    def serve(self) -> None:
        """Answer the judge until it closes its end; then end every room."""
        with contextlib.suppress(EOFError):
            while True:
                body, descriptor = frames.receive_with_descriptor(self._control, MOST)
                request = loads(body)
                assert isinstance(request, dict)
                if request["op"] in {"open", "mother"}:
                    assert descriptor is not None
                    answer: Request = {"room": self._open(request, descriptor)}
                else:
                    answer = {"status": self._close(int(str(request["room"])))}
                frames.send(self._control, dumps(answer))
        for room in tuple(self._rooms):
            self._close(room)

    def _open(self, request: Request, descriptor: int) -> int:
        room = self._fork()
        if room:
            os.close(descriptor)
            self._rooms.add(room)
            return room
        status = 1
        try:
            self._control.close()
            stand_on_own_null()
            self._live(request, descriptor)
            status = 0
        finally:
            os._exit(status)

    def _fork(self) -> int:
        """Fork into a new process namespace, if this process is enclosed."""
        if self._enclosed is None:
            return os.fork()
        linux.unshare(linux.CLONE_NEWPID)
        room = os.fork()
        if room:
            linux.enter_namespace(self._enclosed.own_processes)
        return room

    def _live(self, request: Request, descriptor: int) -> None:
        if request["op"] == "mother":
            assert self._enclosed is not None
            live_as_mother(self._shell, descriptor, self._filter)
            return
        limits = RoomLimits(*(int(float(str(n))) for n in _as_list(request["limits"])))
        if self._enclosed:
            if not request["still"]:
                _be_init(descriptor)
            live_confined(self._shell, descriptor, limits, self._filter)
        else:
            folder = str(request["folder"])
            live_limited(self._shell, descriptor, limits, self._filter, folder)

    def _close(self, room: int) -> int:
        """Kill a room and all in it; return its wait status, -1 if unknown."""
        if room not in self._rooms:
            return -1
        self._rooms.discard(room)
        # The first process of a namespace takes all others with it; else the group is all we have.
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(room, signal.SIGKILL)
        return os.waitpid(room, 0)[1]


def _be_init(descriptor: int) -> None:
    """Fork the room from the first process of its namespace, which stays to reap and to be killed.

    Return in the room. In the first process, whom signals from inside cannot end, runs no
    code but of programs that provably send none and start nothing.
    """
    if os.fork() == 0:
        return
    os.close(descriptor)
    while True:
        try:
            os.wait()
        except ChildProcessError:
            os._exit(0)


def _as_list(form: object) -> list[object]:
    return form if isinstance(form, list) else []


if __name__ == "__main__":
    main()
