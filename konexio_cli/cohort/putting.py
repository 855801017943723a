"""Many files put into a cohort: each is on the disk before the store knows of it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.store import Store
from konexio_cli.durable import machine_errors, write_atomically

_MOST_FILES = 64
_MOST_BYTES = 16 << 20
# A disk that is asked by many at once to keep what it has, keeps all of it with one turn.
_WRITERS = 8


class Putting:
    """Gathers files and writes them into `folder`, many at a time."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._waiting: list[tuple[Seen, bytes]] = []
        self._kept: list[Seen] = []
        self._writers = ThreadPoolExecutor(_WRITERS)

    def put(self, seen: Seen, body: bytes) -> None:
        """Put a file where `seen` says. Raise KonexioError when this machine refuses."""
        self._waiting.append((seen, body))
        weight = sum(len(body) for _, body in self._waiting)
        if len(self._waiting) >= _MOST_FILES or weight >= _MOST_BYTES:
            self.finish()

    def finish(self) -> None:
        """Write what is gathered, then let the store know of it."""
        waiting, self._waiting = self._waiting, []
        parts = (waiting[first::_WRITERS] for first in range(min(_WRITERS, len(waiting))))
        list(self._writers.map(self._write_all, parts))
        seen = [seen for seen, _ in waiting]
        self._store.see(seen)
        self._kept += seen

    def kept(self) -> list[Seen]:
        """Return what is on the disk and in the store since this was asked last."""
        kept, self._kept = self._kept, []
        return kept

    def _write_all(self, waiting: Iterable[tuple[Seen, bytes]]) -> None:
        for seen, body in waiting:
            self.write(PurePosixPath(seen.file), body)

    def write(self, file: PurePosixPath, body: bytes) -> None:
        """Write one file at once, of which the store keeps nothing. Raise as `put` does."""
        path = self._folder / file
        with machine_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, body)
