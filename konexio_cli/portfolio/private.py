"""What a file tells of the machine that it was made on: paths of its owner's own folders."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from konexio_cli.model.showcase import Piece, Showcase, ShownRound

# A folder of one machine or a drive, with a name behind it; not the same letters in an address.
# What every machine has, such as /usr/bin or /etc, tells nothing of its owner. An address without
# a host, and any of an editor, is one of this machine.
_PATH = re.compile(
    rb"(?<![\w./\\-])(?:(?:file|vscode[\w-]{0,30})://[\w.+%@-]{0,60}|[a-z][a-z0-9+.-]{0,30}:/{2,3})?"
    rb"(?:/(?:home|Users|root|mnt|media|content|var|tmp|srv|opt|private|Volumes)/[^\s/\"'<>]+"
    rb"|~[\w.-]*/[A-Za-z_.][^\s\"'<>]*|[A-Za-z]:[\\/](?!/)[^\s\"'<>]+"
    rb"|\\\\[\w.-]+\\[^\s\"'<>]+)",
    re.IGNORECASE,
)
_LONGEST = 120
# What is looked at in a file that is an archive, as spreadsheets are.
_MEMBERS, _MEMBER_BYTES = 200, 4 << 20


def own_path_in(body: bytes, own: Sequence[Path] = ()) -> str:
    """Return the first path of somebody's own machine that is in a file; "" for none.

    `own` are folders whose names must not be in it either, whatever they look like. An
    archive, such as a spreadsheet, is looked into.
    """
    names = [form for folder in own if (form := str(folder).encode()) and len(folder.parts) > 1]
    for part in _parts(body):
        plain = part.replace(b"\0", b"")  # UTF-16 has one beside each plain letter
        # Addresses have %2F for a slash.
        for written in (plain, unquote_to_bytes(plain)) if b"%" in plain else (plain,):
            if path := _first(written, names):
                return path[:_LONGEST].decode("utf-8", "replace")
    return ""


def _first(written: bytes, names: Sequence[bytes]) -> bytes:
    found = _PATH.search(written)
    return found[0] if found else next((name for name in names if name in written), b"")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not shown, and the path in it that nobody else should see.

    `file` is "" where it is the learner's own words; `exercise` is, where they are about themselves.
    """

    exercise: str
    file: str
    path: str


def without_own_paths(shown: Showcase, own: Sequence[Path]) -> tuple[Showcase, tuple[LeftOut, ...]]:
    """Return what is shown, less the files and words that name folders of their owner's machine."""
    left: dict[Path, LeftOut] = {}
    for piece in shown.pieces:
        for one in piece.rounds:
            for file in one.files:
                if path := own_path_in(file.path.read_bytes(), own):
                    left[file.path] = LeftOut(piece.exercise, file.name, path)
    pieces = (replace(piece, rounds=tuple(without_files(piece, left))) for piece in shown.pieces)
    told, words = _without_words(replace(shown, pieces=tuple(pieces)), own)
    return told, (*left.values(), *words)


def _without_words(shown: Showcase, own: Sequence[Path]) -> tuple[Showcase, list[LeftOut]]:
    left: list[LeftOut] = []

    def kept(text: str, exercise: str = "") -> str:
        path = own_path_in(text.encode("utf-8", "replace"), own)
        left.extend([LeftOut(exercise, "", path)] if path else [])
        return "" if path else text

    told = replace(
        shown,
        headline=kept(shown.headline),
        about=kept(shown.about),
        contact=tuple(line for line in shown.contact if kept(line)),
        pieces=tuple(replace(one, words=kept(one.words, one.exercise)) for one in shown.pieces),
    )
    return told, left


def without_files(piece: Piece, left: Collection[Path]) -> Iterator[ShownRound]:
    """Give the rounds of a piece without these files."""
    for one in piece.rounds:
        yield replace(one, files=tuple(file for file in one.files if file.path not in left))


def _parts(body: bytes) -> Iterator[bytes]:
    yield body
    if not body.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for info in archive.infolist()[:_MEMBERS]:
                with archive.open(info) as member:
                    yield member.read(_MEMBER_BYTES)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        return
