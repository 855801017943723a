"""The files of a source, be it a folder or an archive, that may be somebody's work."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from konexio_cli.archives import ArchiveLimits, members
from konexio_cli.cohort.collecting import Problem, demand_openable, walk, writable
from konexio_cli.cohort.sources.arrived import Index, Piece
from konexio_cli.cohort.sources.nbgrader import STAMP, stamp
from konexio_cli.errors import KonexioError
from konexio_cli.packs.files import read_file
from konexio_cli.packs.notebooks import MAX_BYTES

# A class's download: most of it may never be read. What one file may hold is little, so that
# nothing is won by counting how often larger than the archive all of them are.
LIMITS = ArchiveLimits(files=200_000, total_bytes=8 << 30, file_bytes=MAX_BYTES, ratio=2_000)
_STAMP_BYTES = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # Unicode's category Cc


def pieces_of(source: Path, endings: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the files whose names have one of these endings; a piece is read before the next.

    Raise KonexioError when the source is an archive that cannot be read.
    """
    if source.is_dir():
        yield from _of_folder(source, endings)
    else:
        yield from _of_archive(source, endings)


def index_of(source: Path, endings: tuple[str, ...], is_learner: Callable[[str], bool]) -> Index:
    """Return what can be said of a source. Raise KonexioError as `pieces_of` does."""
    folder = source.is_dir()
    names: list[str] = []
    refused: list[str] = []
    stamps: dict[str, datetime] = {}
    for piece in pieces_of(source, (*endings, STAMP)):
        above, _, name = piece.name.rpartition("/")
        if name == STAMP:
            if at := _stamp(piece):
                stamps[above] = at
        elif name.lower().endswith(endings):
            (refused if piece.refused else names).append(piece.name)
    return Index(
        label=source.resolve().name if folder else source.name.partition(".")[0],
        names=names,
        refused=refused,
        stamps=stamps,
        clones=_clones(source, names) if folder else frozenset(),
        archive=not folder,
        is_learner=is_learner,
    )


def _stamp(piece: Piece) -> datetime | None:
    try:
        return stamp(piece.read()[:_STAMP_BYTES].decode("ascii", "replace"))
    except KonexioError:
        return None


def _of_folder(folder: Path, endings: tuple[str, ...]) -> Iterator[Piece]:
    for path, problem in walk(folder, endings):
        name = writable(path.relative_to(folder).as_posix())
        odd = _CONTROL.search(name) is not None
        read = partial(_read, path, name, problem, odd=odd)
        yield Piece(name, read, _time_of(path), refused=bool(problem) or odd)


def _read(path: Path, name: str, problem: Problem, *, odd: bool) -> bytes:
    if odd:  # as in an archive: it would speak to terminals
        raise KonexioError("archive-entry-name", file=name)
    demand_openable(name, problem)
    return read_file(path, MAX_BYTES, "notebook-too-large")


def _time_of(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _of_archive(archive: Path, endings: tuple[str, ...]) -> Iterator[Piece]:
    for member in members(archive, LIMITS):
        hidden = any(map(_is_hidden, member.name.split("/")))
        if member.name.lower().endswith(endings) and not hidden:
            yield Piece(member.name, member.read, refused=member.refused)


def _is_hidden(part: str) -> bool:
    # Macs put a shadow of each file beside it; `..` and `..\\x` hide nothing, and will be refused.
    return part == "__MACOSX" or (part.startswith(".") and not part.startswith(".."))


def _clones(source: Path, names: list[str]) -> frozenset[str]:
    """Return the folders that hold a `.git`: that it is there is all that is looked at."""
    folders = {parent.as_posix() for name in names for parent in PurePosixPath(name).parents}
    return frozenset(one for one in folders if os.path.lexists(source / one / ".git"))
