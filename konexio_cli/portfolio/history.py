"""The portfolio: passed work in folders, and one commit for each piece of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.portfolio.committing import commit_waiting
from konexio_cli.portfolio.entry import (
    ENTRY,
    Entry,
    from_json,
    one_line,
    place_of,
    safe_name,
    sealed,
    to_json,
)
from konexio_cli.portfolio.vouching import NOTEBOOK
from konexio_cli.safegit import git_available

__all__ = ["Entry", "Portfolio"]

DELIVERABLES = "deliverables/"
_MOST = 1 << 20
_NO_REASON = ("title", "to_confirm", "when", "learner", "pack_version")


class Portfolio:
    """The passed work in one folder: the files are the truth, git is its history.

    Round 1 of an exercise is kept in `<exercise id>/`, round 2 in `round2/` below it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(
        self,
        entry: Entry,
        notebook: bytes,
        deliverables: Mapping[str, bytes],
        briefs: Mapping[str, bytes] | None = None,
    ) -> None:
        """Keep a piece of passed work, and commit it if there is git.

        `briefs` are what was asked, by file name: `brief.en.md`.

        The same work again changes nothing, but what was edited in its entry is put right.
        Raise KonexioError when a file cannot be written or has an unusable name, ValueError
        when `entry` is none; when git fails the files are kept, and `catch_up` commits them
        another time.
        """
        bodies = {NOTEBOOK: notebook, **(briefs or {})} | {
            f"{DELIVERABLES}{_named(name)}": body for name, body in deliverables.items()
        }
        new = sealed(entry, {name: _sha256(body) for name, body in bodies.items()})
        old = self._read(place_of(entry))
        if old is None or _adds(new, old):
            self._write(new, bodies, old)
        self.catch_up()

    def catch_up(self) -> int:
        """Commit what is not committed yet, oldest first, dated as it was; return how many commits.

        Work is committed when it is completed, all its rounds at once; then what lies beside it.
        """
        entries = self.entries()
        return commit_waiting(self._folder, entries) if entries and git_available() else 0

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that can be read, the oldest first."""
        read = (entry for _, entry in self._all() if entry)
        return tuple(sorted(read, key=lambda entry: (entry.when, entry.exercise, entry.round)))

    def broken(self) -> tuple[str, ...]:
        """Return the folders, by name, whose entry cannot be read."""
        return tuple(sorted(place for place, entry in self._all() if entry is None))

    def _all(self) -> Iterator[tuple[str, Entry | None]]:
        for pattern in (f"*/*/{ENTRY}", f"*/*/round2/{ENTRY}"):
            for path in self._folder.glob(pattern):
                place = path.parent.relative_to(self._folder).as_posix()
                yield place, self._read(place)

    def _read(self, place: str) -> Entry | None:
        """Return the entry in a folder; None when there is none, or not one of this folder."""
        path = self._folder / place / ENTRY
        if not path.is_file():  # a pipe would let its reader wait for ever
            return None
        try:
            with path.open("rb") as file:
                entry = from_json(file.read(_MOST))
        except (OSError, ValueError):
            return None
        return entry if place_of(entry) == place else None

    def _write(self, new: Entry, bodies: Mapping[str, bytes], old: Entry | None) -> None:
        """Write the files, then the entry that vouches for them, then drop what is left over."""
        folder = self._folder / place_of(new)
        for name, body in bodies.items():
            with machine_errors(folder / name):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(folder / name, body)
        write_atomically(folder / ENTRY, to_json(new))
        for name in set(old.files if old else ()) - set(bodies):
            with machine_errors(folder / name):
                (folder / name).unlink(missing_ok=True)


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _named(name: str) -> str:
    try:
        return safe_name(name)
    except ValueError:
        raise KonexioError("deliverable-name", name=one_line(name)) from None


def _adds(new: Entry, old: Entry) -> bool:
    """Whether `new` is other work, was judged otherwise, or the old one was edited.

    Another day, another language or another version of the pack is no reason.
    """
    same = {name: getattr(new, name) for name in _NO_REASON}
    return replace(old, **same) != new
