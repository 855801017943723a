"""Strangers' archives taken apart by rules of our own: regular files, plain names, within limits.

`zipfile` and `tarfile` only read; nothing is written where an archive says, but where
its checked name leads below the folder that we chose.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Callable, Generator, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from konexio_cli.archive_entries import ArchiveLimits, Budget, Entry, entries_of
from konexio_cli.errors import KonexioError

__all__ = ["ArchiveLimits", "Extracted", "Member", "extract", "members"]

# Whether an entry may have a name.
_Rule: TypeAlias = Callable[[str], bool]
_CHUNK = 1 << 16
_LONGEST_NAME = 200
_DEEPEST = 12
_SEPARATORS = set("\\:")
# What no file of Windows can be called: where nothing is written, it is a name like others.
_FORBIDDEN = {*_SEPARATORS, *'*?"<>|'}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came out, and the entries that were refused, each with a code for why."""

    files: tuple[Path, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive. `read` gives its bytes, until the next one is asked for.

    It raises KonexioError when the file is refused, damaged or too large. `refused` are those
    whose name or kind alone is reason enough.
    """

    name: str
    read: Callable[[], bytes]
    refused: bool = False


def extract(archive: Path, folder: Path, limits: ArchiveLimits | None = None) -> Extracted:
    """Take `archive` (zip, or tar with any compression of Python's) apart into `folder`.

    An entry that is no regular file, or whose name leads elsewhere, is refused and told.
    Raise KonexioError when it is no archive, is damaged, or holds more than `limits`.
    """
    budget = _budget(archive, limits)
    files: list[Path] = []
    refused: list[tuple[str, str]] = []
    for entry, problem in _files(archive, budget, is_plain):
        if problem:
            refused.append((entry.name[:_LONGEST_NAME], problem.code))
            continue
        path = folder.joinpath(*_parts(entry.name))
        with contextlib.closing(_content(entry, archive)) as chunks:
            _write(chunks, path, budget)
        files.append(path)
    return Extracted(tuple(files), tuple(refused))


def members(archive: Path, limits: ArchiveLimits) -> Generator[Member, None, None]:
    """Yield the files of `archive`, one after the other; nothing is written.

    What is refused is yielded, too, and so is what is larger than `file_bytes`:
    it costs the others nothing.
    Raise KonexioError when it is no archive, is damaged as a whole, or holds more than `limits`.
    """
    budget = _budget(archive, limits)
    for entry, problem in _files(archive, budget, is_name):
        # What is refused is told as it was, a slash at its beginning too.
        name = entry.name if problem else "/".join(_parts(entry.name))
        body = partial(_body, entry, archive, budget, problem)
        yield Member(name, body, refused=problem is not None)


def _budget(archive: Path, limits: ArchiveLimits | None) -> Budget:
    if not archive.is_file():
        raise KonexioError("file-missing", file=archive)
    return Budget(archive, limits or ArchiveLimits())


def _files(
    archive: Path, budget: Budget, harmless: _Rule
) -> Iterator[tuple[Entry, KonexioError | None]]:
    """Yield what is no folder, each with the reason why it is refused."""
    taken = _Taken(harmless)
    with contextlib.closing(entries_of(archive, budget)) as entries:
        while entry := _next(entries, archive):
            budget.count(entry)
            if not entry.folder:  # folders are made by their files
                yield entry, taken.why_not(entry)


def _body(entry: Entry, archive: Path, budget: Budget, problem: KonexioError | None) -> bytes:
    if problem:
        raise problem
    body = bytearray()
    with contextlib.closing(_content(entry, archive)) as chunks:
        for chunk in chunks:
            body += chunk
            budget.spend(len(chunk), 0)
            if len(body) > budget.file_bytes:
                limit = budget.file_bytes >> 20
                raise KonexioError("archive-entry-large", file=entry.name, limit=limit)
    return bytes(body)


def _next(entries: Iterator[Entry], archive: Path) -> Entry | None:
    with _reading(archive):
        return next(entries, None)


@contextlib.contextmanager
def _reading(archive: Path) -> Iterator[None]:
    """Tell whatever the libraries say of a stranger's bytes in our words."""
    try:
        yield
    except KonexioError:
        raise
    except RecursionError:
        raise KonexioError("archive-damaged", file=archive) from None
    except (NotImplementedError, RuntimeError):  # an unknown compression; a password
        raise KonexioError("archive-closed", file=archive) from None
    except Exception:  # noqa: BLE001 - any exception may come of bytes that make no sense
        raise KonexioError("archive-damaged", file=archive) from None


class _Taken:
    """The names that came out, as a system without capitals would know them."""

    def __init__(self, harmless: _Rule) -> None:
        self._harmless = harmless
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def why_not(self, entry: Entry) -> KonexioError | None:
        """Return why an entry is refused; None when its name is taken from now on."""
        if not entry.regular:
            return KonexioError("archive-entry-not-file", file=entry.name)
        if not self._harmless(entry.name):
            return KonexioError("archive-entry-name", file=entry.name)
        key = _key(entry.name)
        above = {one.as_posix() for one in PurePosixPath(key).parents}
        if key in self._files or key in self._folders or not self._files.isdisjoint(above):
            return KonexioError("archive-entry-twice", file=entry.name)
        self._files.add(key)
        self._folders |= above
        return None


def is_plain(name: str) -> bool:
    """Whether every system can have a file of this name, below the folder that we choose."""
    return _is_harmless(name, _FORBIDDEN)


def is_name(name: str) -> bool:
    """Whether this leads nowhere else and tells no terminal anything: it is read, not written."""
    return _is_harmless(name, _SEPARATORS)


def _is_harmless(name: str, forbidden: AbstractSet[str]) -> bool:
    parts = _parts(name)
    return (
        bool(parts)
        and len(name) <= _LONGEST_NAME
        and len(parts) <= _DEEPEST
        and not name.startswith(("/", "\\"))
        and all(_is_plain_part(one, forbidden) for one in parts)
    )


def _is_plain_part(part: str, forbidden: AbstractSet[str]) -> bool:
    odd = any(c in forbidden or unicodedata.category(c).startswith("C") for c in part)
    reserved = part.partition(".")[0].rstrip().lower() in _RESERVED
    return not odd and not reserved and part == part.strip() and not part.endswith(".")


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in unicodedata.normalize("NFC", name).split("/") if part)


def _key(name: str) -> str:
    """Return the name as a system without capitals would know it."""
    return "/".join(_parts(name)).casefold()


def _content(entry: Entry, archive: Path) -> Generator[bytes, None, None]:
    """Yield an entry's bytes, piece by piece."""
    with _reading(archive):
        source = entry.open()
    assert source is not None  # only regular files come here
    with source:
        while True:
            with _reading(archive):
                chunk = source.read(_CHUNK)
            if not chunk:
                return
            yield chunk


def _write(chunks: Iterator[bytes], path: Path, budget: Budget) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("xb") as target:
        for chunk in chunks:
            written += len(chunk)
            budget.spend(len(chunk), written)
            target.write(chunk)
