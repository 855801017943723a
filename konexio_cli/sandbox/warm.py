"""The warm process: started by exec with an empty environment, forks a child per room.

It holds IPython and the libraries that learners import, and nothing else: no
grader, no other submission and no secret has ever been in its memory.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import socket
import sys

from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Agent, Request
from konexio_cli.sandbox.confine import confine
from konexio_cli.sandbox.shell import Shell
from konexio_cli.sandbox.wire import dumps, loads

_MOST = 64 << 20


def main() -> None:
    """Serve the judge on the descriptor that the command line names."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for library in sys.argv[2:]:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    Warm(control, Shell()).serve()


class Warm:
    """Opens rooms (forks) and closes them (kills the whole process group)."""

    def __init__(self, control: socket.socket, shell: Shell) -> None:
        self._control = control
        self._shell = shell
        self._rooms: set[int] = set()

    def serve(self) -> None:
        """Answer the judge until it closes its end; then end every room."""
        with contextlib.suppress(EOFError):
            while True:
                body, descriptor = frames.receive_with_descriptor(self._control, _MOST)
                request = loads(body)
                assert isinstance(request, dict)
                if request["op"] == "open":
                    assert descriptor is not None
                    answer: Request = {"room": self._open(request, descriptor)}
                else:
                    answer = {"status": self._close(int(str(request["room"])))}
                frames.send(self._control, dumps(answer))
        for room in tuple(self._rooms):
            self._close(room)

    def _open(self, request: Request, descriptor: int) -> int:
        room = os.fork()
        if room:
            os.close(descriptor)
            self._rooms.add(room)
            return room
        status = 1
        try:
            self._control.close()
            _live(self._shell, socket.socket(fileno=descriptor), request)
            status = 0
        finally:
            os._exit(status)

    def _close(self, room: int) -> int:
        """Kill a room and all in its process group; return its wait status, -1 if unknown."""
        if room not in self._rooms:
            return -1
        self._rooms.discard(room)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(room, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(room, signal.SIGKILL)
        return os.waitpid(room, 0)[1]


def _live(shell: Shell, judge: socket.socket, request: Request) -> None:
    """Be a room: confine, go to the folder, and answer until the judge is gone."""
    folder = str(request["folder"])
    os.chdir(folder)
    os.environ.update({"HOME": folder, "MPLCONFIGDIR": folder + "/.matplotlib"})
    sys.path.insert(0, "")
    output = int(str(request["output_characters"]))
    confine(
        int(float(str(request["cpu_seconds"]))),
        int(str(request["memory_mb"])),
        int(str(request["file_mb"])),
    )
    _serve(shell, Agent(shell.names, output), judge, output)


def _serve(shell: Shell, agent: Agent, judge: socket.socket, output: int) -> None:
    with contextlib.suppress(EOFError):
        while True:
            body, descriptor = frames.receive_with_descriptor(judge, _MOST)
            request = loads(body)
            assert isinstance(request, dict)
            if request["op"] == "branch":
                assert descriptor is not None
                judge = _branch(judge, descriptor, request)
            elif request["op"] == "run":
                typed = request["typed"]
                value = shell.run(
                    str(request["source"]), typed if isinstance(typed, list) else [], output
                )
                frames.send(judge, dumps({"id": request["id"], "value": value}))
            else:
                frames.send(judge, agent.answer(body))


def _branch(judge: socket.socket, descriptor: int, request: Request) -> socket.socket:
    """Fork: the child goes on with the new judge's socket, the parent with the old one."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    if os.fork():
        os.close(descriptor)
        frames.send(judge, dumps({"id": request["id"], "value": True}))
        return judge
    judge.close()
    os.chdir(str(request["folder"]))
    return socket.socket(fileno=descriptor)


if __name__ == "__main__":
    main()
