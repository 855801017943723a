"""What is in a stranger's archive, entry by entry. All that is read for it is counted.

The sizes that an archive tells are never believed: it may be small, and inflate without
end, be it what its files hold or only what stands between them.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Self, TypeAlias

from konexio_cli.errors import KonexioError

_Source: TypeAlias = "io.BufferedIOBase | io.RawIOBase"

_CHUNK = 1 << 16
_RATIO_FROM = 1 << 20
# Folders count, too, but no class sends more of them than files.
_ENTRIES_PER_FILE = 4
_LARGEST_HEADER = 1 << 20
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_ENTRY = b"PK\x01\x02"
# `zipfile` inflates all others without a bound: 600 bytes of bzip2 would take gigabytes.
_ZIP_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TAR_COMPRESSIONS: Mapping[bytes, Callable[[Path], _Source]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
    b"\x5d\0\0": lzma.LZMAFile,
}


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much may come out: files, bytes in all, bytes of one file, and times the archive."""

    files: int = 5_000
    total_bytes: int = 256 << 20
    file_bytes: int = 32 << 20
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of any archive: its name, what it is, and what reads it."""

    name: str
    folder: bool
    regular: bool
    open: Callable[[], IO[bytes] | None]


class Budget:
    """Counts while inflating; raises KonexioError at more than the limits."""

    def __init__(self, archive: Path, limits: ArchiveLimits) -> None:
        self._archive = archive
        self._limits = limits
        self._size = max(archive.stat().st_size, 1)
        self._files = 0
        self._entries = 0
        self._bytes = 0
        self._inflated = 0
        self._left = _LARGEST_HEADER

    @property
    def file_bytes(self) -> int:
        """How many bytes one file may have."""
        return self._limits.file_bytes

    def count(self, entry: Entry) -> None:
        """Count an entry, be it a file or a folder."""
        self._files += not entry.folder
        self.demand_entries(self._entries + 1)
        self._entries += 1
        if self._files > self._limits.files:
            raise self._exceeded()

    def demand_entries(self, count: int) -> None:
        """Demand that an archive may have `count` entries, files and folders."""
        if count > self._limits.files * _ENTRIES_PER_FILE:
            raise self._exceeded()

    def spend(self, count: int, of_this_file: int) -> None:
        """Count bytes that are about to be written."""
        self._bytes += count
        bomb = self._bytes > _RATIO_FROM and self._bytes > self._size * self._limits.ratio
        too_much = self._bytes > self._limits.total_bytes
        if bomb or too_much or of_this_file > self._limits.file_bytes:
            raise self._exceeded()

    def inflate(self, count: int) -> None:
        """Count what a tar reads, of entries and between them."""
        self._inflated += count
        self._left -= count
        if self._inflated > self._limits.total_bytes + _LARGEST_HEADER:
            raise self._exceeded()
        if self._left < 0:
            raise KonexioError("archive-damaged", file=self._archive)

    def allow(self, content: int) -> None:
        """Let the reading go on over an entry's content, up to the next entry."""
        self._left = content + _LARGEST_HEADER

    def _exceeded(self) -> KonexioError:
        return KonexioError(
            "archive-too-large",
            file=self._archive,
            files=self._limits.files,
            megabytes=self._limits.total_bytes >> 20,
        )


def entries_of(archive: Path, budget: Budget) -> Generator[Entry, None, None]:
    """Yield what is in an archive. By its first bytes: a tar may end with a whole zip."""
    with archive.open("rb") as file:
        start = file.read(max(map(len, (*_ZIP_STARTS, *_TAR_COMPRESSIONS))))
    if start.startswith(_ZIP_STARTS):
        return _entries_of_zip(archive, budget)
    openers = (one for magic, one in _TAR_COMPRESSIONS.items() if start.startswith(magic))
    return _entries_of_tar(archive, next(openers, io.FileIO), budget)


def _entries_of_zip(archive: Path, budget: Budget) -> Generator[Entry, None, None]:
    budget.demand_entries(_entries_told(archive))
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.compress_type not in _ZIP_COMPRESSIONS:
                raise NotImplementedError(info.compress_type)
            regular = kind in {0, stat.S_IFREG}
            yield Entry(info.filename, info.is_dir(), regular, partial(opened.open, info))


def _entries_told(archive: Path) -> int:
    """Return how many entries a zip may have, before `zipfile` makes an object of each."""
    count, rest = 0, b""
    with archive.open("rb") as file:
        while chunk := file.read(_CHUNK):
            count += (rest + chunk).count(_ZIP_ENTRY)
            rest = (rest + chunk)[1 - len(_ZIP_ENTRY) :]
    return count


def _entries_of_tar(
    archive: Path, opener: Callable[[Path], _Source], budget: Budget
) -> Generator[Entry, None, None]:
    with opener(archive) as file, _opened_tar(archive, _Inflated(file, budget)) as tar:
        for member in tar:
            regular = member.isreg() and not member.issparse()
            budget.allow(tar.offset - member.offset_data)
            yield Entry(member.name, member.isdir(), regular, partial(tar.extractfile, member))


def _opened_tar(archive: Path, inflated: _Inflated) -> tarfile.TarFile:
    """Open a tar as a stream: it never goes back, wherever its headers lead."""
    try:
        return tarfile.open(fileobj=inflated, mode="r|", tarinfo=_Member)  # type: ignore[call-overload, no-any-return]  # `read` is all that a stream needs
    except (tarfile.ReadError, gzip.BadGzipFile):
        raise KonexioError("archive-not-one", file=archive) from None


class _Inflated:
    """The bytes of a tar, counted."""

    def __init__(self, file: _Source, budget: Budget) -> None:
        self._file = file
        self._budget = budget

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        body = self._file.read(size) or b""
        self._budget.inflate(len(body))
        return body


class _Member(tarfile.TarInfo):
    """A tar's entry. `tarfile` takes a damaged header for the end; what follows would be lost."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Return the entry in a header. Raise ReadError when it is neither one nor the end."""
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as problem:
            if any(buf):
                raise tarfile.ReadError from problem
            raise
