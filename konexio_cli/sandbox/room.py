"""What every room can do, whichever way it is built."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.agent import Request
from konexio_cli.sandbox.wire import Json, WireError, dumps, loads

# What an exception is called and says: the room cuts it, and is not believed.
LONGEST_NAME, LONGEST_TEXT = 100, 2_000


class Tier(StrEnum):
    """How much a room holds: A all, B without namespaces, C limits only; see docs."""

    A = "A"
    B = "B"
    C = "C"


class RoomEnded(BaseException):
    """A room is gone; `verdict` says why. It answers no more.

    No Exception: a check that catches or expects every Exception does not take it for one.
    """

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict))
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class CellRun:
    """What one cell printed, displayed and raised. `error` is an exception's type name."""

    stdout: str = ""
    stderr: str = ""
    displayed: str = ""
    error: str = ""
    error_text: str = ""
    error_line: int = 0


class Room(Protocol):
    """A confined process that has run, or will run, one submission."""

    folder: Path

    def run(self, source: str, seconds: float) -> CellRun:
        """Run one cell. Raise RoomEnded when the room did not survive it."""

    def ask(self, request: Request, seconds: float | None = None) -> Request:
        """Put one question about the learner's names. Raise RoomEnded if none answers.

        It may take `seconds`, else what one call may.
        """

    def put(self, name: str, body: bytes) -> None:
        """Write a file for the learner's code to read."""

    def read(self, name: str, most: int) -> bytes:
        """Return a file's bytes. Raise OSError or NotPlain; never more than `most` bytes."""

    def names(self) -> list[str]:
        """Return the names of the files in the room's folder, sorted."""

    def restore(self) -> None:
        """Give the files back as the notebook left them, where checks have written some."""

    def branch(self) -> AbstractContextManager[Room]:
        """Give the room as it is now: a copy of it where that is possible, else itself."""

    def cut(self) -> None:
        """Let whoever waits for an answer hear RoomEnded now; any thread may ask for that."""

    def close(self) -> None:
        """End the room and everything in it; remove its folder."""


class Nature(NamedTuple):
    """What is known of a program from its text; nothing, unless it is said.

    `plain`: no cell needs IPython. When that is wrong it costs time, nothing else.
    `still`: provably keeps nothing, starts nothing, and reaches nothing but plain values.
    """

    plain: bool = False
    still: bool = False


UNKNOWN = Nature()


class Rooms(Protocol):
    """Opens rooms of one kind."""

    name: str
    branches: bool

    @property
    def tier(self) -> Tier:
        """What these rooms hold, found by trying."""

    def open(self, data: Mapping[str, bytes], limits: Limits, nature: Nature = UNKNOWN) -> Room:
        """Open a room whose folder holds `data`, for a program of this nature.

        Raise KonexioError if this machine cannot.
        """

    def open_still(self, limits: Limits) -> Room | None:
        """Open a room without a folder, for a still program that nobody gives a file.

        It answers the question `all`, and is its own branch. None where there is no such room.
        """

    def close(self) -> None:
        """End every room."""


def new_question(request: Request) -> tuple[str, bytes]:
    """Return a random id and the frame that carries it; nobody can answer ahead."""
    identity = secrets.token_hex(8)
    return identity, dumps(request | {"id": identity})


def matching_answer(frame: bytes, identity: str) -> Request:
    """Return the answer in `frame`; an answer to no question means a broken room."""
    try:
        answer = loads(frame)
    except WireError:
        raise RoomEnded(Verdict.ERROR) from None
    if not isinstance(answer, dict) or answer.get("id") != identity:
        raise RoomEnded(Verdict.ERROR)
    return answer


def cell_run(form: Json) -> CellRun:
    """Return the run that a room reports; a wrong shape means a broken room."""
    match form:
        case [str(out), str(err), str(shown), None]:
            return CellRun(out, err, shown)
        case [str(out), str(err), str(shown), [str(name), str(), str(text), int(line)]]:
            return CellRun(out, err, shown, name[:LONGEST_NAME], text[:LONGEST_TEXT], line)
    raise RoomEnded(Verdict.ERROR)
