"""Strangers' archives taken apart by rules of our own: regular files, plain names, within limits.

`zipfile` and `tarfile` only read; nothing is written where an archive says, but where
its checked name leads below the folder that we chose.
"""

from __future__ import annotations

import contextlib
import lzma
import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from konexio_cli.errors import KonexioError

_CHUNK = 1 << 16
_LONGEST_NAME = 200
_DEEPEST = 12
_RATIO_FROM = 1 << 20
_FORBIDDEN = set('\\:*?"<>|')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much may come out: files, bytes in all, bytes of one file, and times the archive."""

    files: int = 5_000
    total_bytes: int = 256 << 20
    file_bytes: int = 32 << 20
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came out, and the entries that were refused, each with a code for why."""

    files: tuple[Path, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of any archive: its name, whether it is a regular file, and what reads it."""

    name: str
    regular: bool
    open: Callable[[], IO[bytes] | None]


def extract(archive: Path, folder: Path, limits: ArchiveLimits | None = None) -> Extracted:
    """Take `archive` (zip, or tar with any compression of Python's) apart into `folder`.

    An entry that is no regular file, or whose name leads elsewhere, is refused and told.
    Raise KonexioError when it is no archive, is damaged, or holds more than `limits`.
    """
    most = limits or ArchiveLimits()
    files: dict[str, Path] = {}
    refused: list[tuple[str, str]] = []
    budget = _Budget(archive, most)
    try:
        with contextlib.closing(_entries(archive)) as entries:
            for entry in entries:
                budget.count_entry()
                why = _why_not(entry, files)
                if why:
                    refused.append((entry.name[:_LONGEST_NAME], why))
                    continue
                path = folder.joinpath(*_parts(entry.name))
                _write(entry, path, budget)
                files[_key(entry.name)] = path
    except _DAMAGED:
        raise KonexioError("archive-damaged", file=archive) from None
    except (NotImplementedError, RuntimeError):  # an unknown compression; a password
        raise KonexioError("archive-closed", file=archive) from None
    return Extracted(tuple(files.values()), tuple(refused))


def _why_not(entry: _Entry, files: dict[str, Path]) -> str:
    if not entry.regular:
        return "archive-entry-not-file"
    if not is_plain(entry.name):
        return "archive-entry-name"
    inside = [_key(p.as_posix()) for p in PurePosixPath(_key(entry.name)).parents]
    if _key(entry.name) in files or any(one in files for one in inside):
        return "archive-entry-twice"
    return "archive-entry-twice" if any(f.startswith(_key(entry.name) + "/") for f in files) else ""


def is_plain(name: str) -> bool:
    """Whether every system can have a file of this name, below the folder that we choose."""
    parts = _parts(name)
    return (
        bool(parts)
        and len(name) <= _LONGEST_NAME
        and len(parts) <= _DEEPEST
        and not name.startswith(("/", "\\"))
        and all(map(_is_plain_part, parts))
    )


def _is_plain_part(part: str) -> bool:
    odd = any(c in _FORBIDDEN or unicodedata.category(c).startswith("C") for c in part)
    reserved = part.partition(".")[0].rstrip().lower() in _RESERVED
    return not odd and not reserved and part == part.strip() and not part.endswith(".")


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in unicodedata.normalize("NFC", name).split("/") if part)


def _key(name: str) -> str:
    """Return the name as a system without capitals would know it."""
    return "/".join(_parts(name)).casefold()


def _write(entry: _Entry, path: Path, budget: _Budget) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    source = entry.open()
    assert source is not None  # only regular files come here
    with source, path.open("xb") as target:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            budget.spend(len(chunk), written)
            target.write(chunk)


class _Budget:
    """Counts while inflating: the sizes that an archive tells are never believed."""

    def __init__(self, archive: Path, limits: ArchiveLimits) -> None:
        self._archive = archive
        self._limits = limits
        self._size = max(archive.stat().st_size, 1) if archive.is_file() else 1
        self._entries = 0
        self._bytes = 0

    def count_entry(self) -> None:
        self._entries += 1
        if self._entries > self._limits.files:
            raise self._exceeded()

    def spend(self, count: int, of_this_file: int) -> None:
        self._bytes += count
        bomb = self._bytes > _RATIO_FROM and self._bytes > self._size * self._limits.ratio
        too_much = self._bytes > self._limits.total_bytes
        if bomb or too_much or of_this_file > self._limits.file_bytes:
            raise self._exceeded()

    def _exceeded(self) -> KonexioError:
        return KonexioError(
            "archive-too-large",
            file=self._archive,
            files=self._limits.files,
            megabytes=self._limits.total_bytes >> 20,
        )


def _entries(archive: Path) -> Generator[_Entry, None, None]:
    """Yield the entries that are not folders; folders are made by their files."""
    if not archive.is_file():
        raise KonexioError("file-missing", file=archive)
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for info in opened.infolist():
                kind = stat.S_IFMT(info.external_attr >> 16)
                if not info.is_dir():
                    regular = kind in {0, stat.S_IFREG}
                    yield _Entry(info.filename, regular, partial(opened.open, info))
        return
    try:
        tar = tarfile.open(archive)  # noqa: SIM115 - closed below, once its kind is known
    except (tarfile.ReadError, OSError):
        raise KonexioError("archive-not-one", file=archive) from None
    with tar:
        for member in tar:
            if not member.isdir():
                regular = member.isreg() and not member.issparse()
                yield _Entry(member.name, regular, partial(tar.extractfile, member))
