"""The batches in which a cohort travels to Dask's workers: sent, waited for, and cut smaller."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from distributed import Client, Future, as_completed

from konexio_cli.cohort.asking import request
from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.collecting import Found, demand_openable
from konexio_cli.cohort.dask_desk import Sent, graded
from konexio_cli.cohort.grading_all import line_of
from konexio_cli.cohort.line import from_text
from konexio_cli.cohort.work import Tell
from konexio_cli.crew.worker_process import WorkerLost
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.notebooks import MAX_BYTES, read_bytes

_FEWEST, _MOST = 10, 50
_BATCHES_EACH = 4
# A batch of large notebooks is cut before it fills a worker's memory, or ours.
_BATCH_BYTES = 16 << 20


class Batches:
    """The batches of one cohort: sent, waited for, and cut smaller when they were lost."""

    def __init__(
        self,
        client: Client,
        desk: str,
        found: Sequence[Found],
        tell: Tell,
        bench: Bench,
    ) -> None:
        self._client = client
        self._desk = desk
        self._found = found
        self._tell = tell
        self._bench = bench
        self._numbers: dict[Future[list[str]], list[int]] = {}
        self._running = as_completed(loop=client.loop, with_results=True, raise_errors=False)

    def all(self, threads: int) -> None:
        """Tell every line; `threads` batches at once are graded, and as many wait."""
        batches = _batches(self._found, threads)
        for _ in range(2 * threads):
            self._send_next(batches)
        for future, texts in self._running:
            self._done(future, texts)
            self._send_next(batches)

    def _send_next(self, batches: Iterator[list[int]]) -> None:
        for numbers in batches:
            if self._send(numbers):
                return

    def _send(self, numbers: Sequence[int]) -> bool:
        """Send what can be read, and return whether there is any; the rest has its line here."""
        batch: dict[int, Sent] = {}
        for number in numbers:
            one = self._found[number]
            try:
                batch[number] = _sent(one)
            except KonexioError:
                self._tell([self._bench.line(one)])
        if batch:
            future = self._client.submit(graded, list(batch.values()), self._desk, pure=False)
            self._numbers[future] = list(batch)
            self._running.add(future)
        return bool(batch)

    def _done(self, future: Future[list[str]], texts: Sequence[str]) -> None:
        numbers = self._numbers.pop(future)
        if future.status == "finished":
            self._tell([from_text(text) for text in texts])
        elif self._client.status != "running":
            raise KonexioError("cluster-lost", Exit.SOURCE)
        elif len(numbers) > 1:  # one of them costs every worker that it meets
            for number in numbers:
                self._send([number])
        else:
            self._tell([line_of(self._found[numbers[0]], WorkerLost())])
        future.release()


def _batches(found: Sequence[Found], threads: int) -> Iterator[list[int]]:
    """Yield the numbers of submissions that travel together: few, and not too many bytes."""
    size = min(max(len(found) // (threads * _BATCHES_EACH), _FEWEST), _MOST)
    batch: list[int] = []
    room = _BATCH_BYTES
    for number, one in enumerate(found):
        room -= _bytes(one.path)
        if batch and (len(batch) == size or room < 0):
            yield batch
            batch, room = [], _BATCH_BYTES - _bytes(one.path)
        batch.append(number)
    if batch:
        yield batch


def _bytes(path: Path) -> int:
    try:
        return min(path.stat().st_size, MAX_BYTES)
    except OSError:
        return 0


def _sent(one: Found) -> Sent:
    """Return what a worker needs. Raise KonexioError when the file cannot be read."""
    demand_openable(one.file, one.problem)
    body = read_bytes(one.path)
    # A file's folders may tell its exercise: they travel, too.
    whole = Path(os.path.abspath(one.path))  # noqa: PTH100 - a link above it keeps its name
    return request(replace(one, path=whole.relative_to(whole.anchor))), body
