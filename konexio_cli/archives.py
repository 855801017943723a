"""Strangers' archives taken apart by rules of our own: regular files, plain names, within limits.

`zipfile` and `tarfile` only read; nothing is written where an archive says, but where
its checked name leads below the folder that we chose.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from konexio_cli.archive_entries import ArchiveLimits, Budget, Entry, entries_of
from konexio_cli.errors import KonexioError

__all__ = ["ArchiveLimits", "Extracted", "extract"]

_CHUNK = 1 << 16
_LONGEST_NAME = 200
_DEEPEST = 12
_FORBIDDEN = set('\\:*?"<>|')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came out, and the entries that were refused, each with a code for why."""

    files: tuple[Path, ...]
    refused: tuple[tuple[str, str], ...]


def extract(archive: Path, folder: Path, limits: ArchiveLimits | None = None) -> Extracted:
    """Take `archive` (zip, or tar with any compression of Python's) apart into `folder`.

    An entry that is no regular file, or whose name leads elsewhere, is refused and told.
    Raise KonexioError when it is no archive, is damaged, or holds more than `limits`.
    """
    if not archive.is_file():
        raise KonexioError("file-missing", file=archive)
    budget = Budget(archive, limits or ArchiveLimits())
    files: dict[str, Path] = {}
    refused: list[tuple[str, str]] = []
    with contextlib.closing(entries_of(archive, budget)) as entries:
        while entry := _next(entries, archive):
            budget.count(entry)
            if entry.folder:
                continue  # folders are made by their files
            why = _why_not(entry, files)
            if why:
                refused.append((entry.name[:_LONGEST_NAME], why))
                continue
            path = folder.joinpath(*_parts(entry.name))
            with contextlib.closing(_content(entry, archive)) as chunks:
                _write(chunks, path, budget)
            files[_key(entry.name)] = path
    return Extracted(tuple(files.values()), tuple(refused))


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


def _why_not(entry: Entry, files: dict[str, Path]) -> str:
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
