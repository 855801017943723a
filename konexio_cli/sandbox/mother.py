"""A mother: a confined process that forks the rooms of still programs, one at a time.

What she has paid for once, her rooms need not pay again: namespaces, rights, a filter. She
never runs code of a learner's, never reads a question, and has no folder that anybody can write.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket

from konexio_cli.sandbox import frames, linux
from konexio_cli.sandbox.agent import Agent
from konexio_cli.sandbox.confine import (
    RoomLimits,
    close_all_but,
    give_up_rights,
    limit_processes,
    limit_resources,
    system_call_filter,
)
from konexio_cli.sandbox.enclosure import ROOM, stand_on_own_null
from konexio_cli.sandbox.living import serve, settle
from konexio_cli.sandbox.shell import Shell
from konexio_cli.sandbox.wire import dumps, loads

_SMALL = 1 << 12
# Herself, and one room.
_PROCESSES = 2


def live_as_mother(shell: Shell, descriptor: int, filter_program: bytes) -> None:
    """Confine, then open and end rooms until the judge is gone. Call in the first process."""
    os.setsid()
    os.chdir(ROOM)
    settle(ROOM, ROOM)
    shell.may_load = False
    # To the first process of a namespace, only signals that it handles come from inside: none.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    alone = system_call_filter(".alone")
    judge = socket.socket(fileno=descriptor)
    give_up_rights(descriptor)
    limit_processes(_PROCESSES)
    linux.install_filter(filter_program)
    frames.send(judge, dumps({"ready": True}))
    Mother(shell, judge, alone).serve()


class Mother:
    """Opens a room where a socket comes with the frame; else ends the one there is, and says so."""

    def __init__(self, shell: Shell, judge: socket.socket, filter_alone: bytes) -> None:
        self._shell = shell
        self._judge = judge
        self._filter = filter_alone
        self._agent = Agent(shell.names)
        self._room = 0

    def serve(self) -> None:
        """Serve the judge until it closes its end; the system ends the rest with this process."""
        with contextlib.suppress(EOFError):
            while True:
                body, descriptor = frames.receive_with_descriptor(self._judge, _SMALL)
                self._end()
                if descriptor is None:
                    frames.send(self._judge, body)
                else:
                    self._open(body, descriptor)

    def _open(self, body: bytes, descriptor: int) -> None:
        self._room = os.fork()
        if self._room:
            os.close(descriptor)
            return
        status = 1
        try:
            close_all_but(descriptor)
            stand_on_own_null()
            self._live(body, descriptor)
            status = 0
        finally:
            os._exit(status)

    def _live(self, body: bytes, descriptor: int) -> None:
        form = loads(body)
        assert isinstance(form, list)
        limits = RoomLimits(*(int(float(str(n))) for n in form))
        limit_resources(limits)
        linux.install_filter(self._filter)
        self._agent.output = limits.output
        serve(self._shell, self._agent, socket.socket(fileno=descriptor), limits.output)

    def _end(self) -> None:
        """End the room. If anybody else is left, end all: whoever lost a parent is a child here."""
        if not self._room:
            return
        os.kill(self._room, signal.SIGKILL)
        os.waitpid(self._room, 0)
        self._room = 0
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
            os._exit(1)
