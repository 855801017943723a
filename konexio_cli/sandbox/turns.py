"""One question to a room, and its answer: what the judge makes of silence, of too much, of lies."""

from __future__ import annotations

import contextlib
import socket

from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox import frames
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.room import RoomEnded, matching_answer, new_question


def cut_off(sock: socket.socket) -> None:
    """End every wait at `sock`, whichever thread waits; who owns it still closes it."""
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def exchange(
    sock: socket.socket,
    request: Request,
    limits: Limits,
    seconds: float | None = None,
    descriptor: int | None = None,
) -> Request:
    """Return a room's answer; it may take `seconds`, else what one call may.

    Raise RoomEnded if none comes.
    """
    identity, frame = new_question(request)
    try:
        frames.send(sock, frame, descriptor)
        answer = frames.receive(sock, limits.answer_kb << 10, seconds or limits.seconds)
    except TimeoutError:
        raise RoomEnded(Verdict.TIMEOUT) from None
    except (EOFError, OSError, frames.OutOfTurn):
        raise RoomEnded(Verdict.ERROR) from None
    except frames.FrameTooLong:
        raise RoomEnded(Verdict.MEMORY) from None
    return matching_answer(answer, identity)
