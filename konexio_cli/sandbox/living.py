"""A room's life: confine, then answer the judge until it is gone."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys

from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Agent, Request
from konexio_cli.sandbox.at_once import all_at_once
from konexio_cli.sandbox.confine import (
    RoomLimits,
    confine,
    limit_resources,
    private_folder,
    shut_in,
)
from konexio_cli.sandbox.enclosure import ROOM
from konexio_cli.sandbox.shell import Shell
from konexio_cli.sandbox.wire import dumps, loads

_MOST = 64 << 20


def live_confined(shell: Shell, descriptor: int, limits: RoomLimits, filter_program: bytes) -> None:
    """Live in a folder of one's own, seen by the judge through an open file."""
    os.setsid()
    judge = socket.socket(fileno=descriptor)
    folder = private_folder(limits)
    settle(f"{ROOM}/work", f"{ROOM}/tmp")  # noqa: S108 - the room's own, and gone with it
    frames.send(judge, dumps({"ready": True}), folder)
    confine(limits, descriptor, filter_program)
    serve(shell, Agent(shell.names, limits.output), judge, limits.output)


def live_limited(
    shell: Shell, descriptor: int, limits: RoomLimits, filter_program: bytes, folder: str
) -> None:
    """Live in a folder of the judge's: tier B with a filter, tier C with limits only."""
    os.setsid()
    os.chdir(folder)
    settle(folder, folder)
    judge = socket.socket(fileno=descriptor)
    frames.send(judge, dumps({"ready": True}))
    limit_resources(limits)
    if filter_program:
        shut_in(folder, filter_program)
    serve(shell, Agent(shell.names, limits.output), judge, limits.output)


def settle(folder: str, temporary: str) -> None:
    """Tell Python and its libraries where a room works."""
    os.environ.update({"HOME": folder, "TMPDIR": temporary, "MPLCONFIGDIR": temporary})
    if loaded := sys.modules.get("tempfile"):  # a library may have asked it in the warm process
        vars(loaded)["tempdir"] = temporary
    sys.path.insert(0, "")


def serve(shell: Shell, agent: Agent, judge: socket.socket, output: int) -> None:
    """Answer the judge until it closes its end."""
    branch, here = 0, os.getpid()
    with contextlib.suppress(EOFError):
        while True:
            body, descriptor = frames.receive_with_descriptor(judge, _MOST)
            request = loads(body)
            assert isinstance(request, dict)
            if request["op"] == "branch":
                assert descriptor is not None
                _end(branch)
                branch, judge = _branch(judge, descriptor, request)
                here = os.getpid()
                continue
            answer = _answer(shell, agent, body, request, output)
            if os.getpid() != here:
                # The learner's code has forked this process: the room goes on without it. It
                # counts until it is waited for, so that none is left for a branch: forbidden.
                os._exit(0)
            frames.send(judge, answer)


def _answer(shell: Shell, agent: Agent, body: bytes, request: Request, output: int) -> bytes:
    if request["op"] == "run":
        typed = request["typed"]
        lines = typed if isinstance(typed, list) else []
        value = shell.run(str(request["source"]), lines, output)
    elif request["op"] == "all":
        value = all_at_once(shell, agent, request, output)
    else:
        return agent.answer(body)
    return dumps({"id": request["id"], "value": value})


def _end(branch: int) -> None:
    """End the branch before: there is one at a time."""
    if branch:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(branch, signal.SIGKILL)
            os.waitpid(branch, 0)


def _branch(judge: socket.socket, descriptor: int, request: Request) -> tuple[int, socket.socket]:
    """Fork: the branch goes on with the new socket, the room with the old one.

    Return the branch's number, 0 in the branch itself or where there is none.
    """
    try:
        branch = os.fork()
    except OSError:  # the learner's own processes or threads have used up what there is
        branch = -1
    if branch == 0:
        judge.close()
        return 0, socket.socket(fileno=descriptor)
    os.close(descriptor)
    frames.send(judge, dumps({"id": request["id"], "value": branch > 0}))
    return max(branch, 0), judge
