"""A whole cohort graded by Dask's workers, on this machine or on others.

Nothing but texts and bytes travels: the course with its graders as archives, notebooks as
they are, and lines that come back. Dask packs them with pickle: who can write on its wire
can run code on every side, so that beyond this machine an address must be a `tls` one.

A batch has no effect but its answer: Dask may give it to another worker at any time.
"""

from __future__ import annotations

import logging
import os
import platform
import queue
import secrets
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

import dask
from distributed import (
    Client,
    Future,
    LocalCluster,
    Worker,
    WorkerPlugin,
    as_completed,
    get_worker,
)
from distributed.utils import silence_logging_cmgr

from konexio_cli.archives import extract
from konexio_cli.cohort.asking import asked, request
from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.collecting import Found, demand_openable
from konexio_cli.cohort.confined import demand_confinement
from konexio_cli.cohort.grading_all import SECONDS_EACH, WORKER, line_of
from konexio_cli.cohort.line import Line, from_text, to_text
from konexio_cli.crew.member import Member
from konexio_cli.crew.serving import command
from konexio_cli.crew.worker_process import WorkerLost, WorkerProcess
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.notebooks import MAX_BYTES, read_bytes
from konexio_cli.packs.packing import zip_of

# A request as `cohort.asking` has it, and the bytes of its notebook.
Sent: TypeAlias = tuple[str, bytes]

_FEWEST, _MOST = 10, 50
_BATCHES_EACH = 4
# A batch of large notebooks is cut before it fills a worker's memory, or ours.
_BATCH_BYTES = 16 << 20
_WAIT_SECONDS = 30
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 3,
    "distributed.admin.large-graph-warning-threshold": "1 GiB",
}
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class Packed(NamedTuple):
    """A folder's own name, and its files as a zip archive."""

    name: str
    archive: bytes


class Desk(WorkerPlugin):
    """What each of Dask's workers gets: the course, its graders, and who grades with them."""

    def __init__(self, folders: Sequence[Packed], *, trust: bool) -> None:
        self.name = f"konexio-{secrets.token_hex(8)}"
        self._folders = tuple(folders)
        self._trust = trust
        self._version = _version()
        self._open: _OpenDesk | None = None

    def setup(self, worker: Worker) -> None:
        """Unpack the folders. Raise RuntimeError where grades could be other ones than here."""
        if _version() != self._version:
            raise RuntimeError(f"{_version()} != {self._version}")
        if not self._trust:
            try:
                demand_confinement()
            except KonexioError as problem:
                raise RuntimeError(f"tier {problem.facts.get('tier', '?')}") from None
        self._open = _OpenDesk(Path(worker.local_directory, self.name), self._folders)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask gives it
        """End all processes, and leave nothing behind."""
        if self._open:
            self._open.close()

    def lines(self, batch: Sequence[Sent]) -> list[str]:
        """Return the line of each notebook, as text."""
        assert self._open
        return self._open.lines(batch)


class _OpenDesk:
    """A desk in its folder: a process of our own grades, for each of the worker's threads."""

    def __init__(self, folder: Path, folders: Sequence[Packed]) -> None:
        self._folder = folder
        self._content = [self._unpacked(number, one) for number, one in enumerate(folders)]
        self._members: list[Member] = []
        self._free: queue.SimpleQueue[Member] = queue.SimpleQueue()

    def _unpacked(self, number: int, packed: Packed) -> Path:
        place = self._folder / str(number)
        place.mkdir(parents=True)
        archive = place / "archive.zip"
        archive.write_bytes(packed.archive)
        extract(archive, place / packed.name)
        archive.unlink()
        return place / packed.name

    def lines(self, batch: Sequence[Sent]) -> list[str]:
        with self._member() as member, tempfile.TemporaryDirectory(dir=self._folder) as name:
            return [to_text(_line(one, Path(name), member)) for one in batch]

    @contextmanager
    def _member(self) -> Iterator[Member]:
        try:
            member = self._free.get_nowait()
        except queue.Empty:
            member = Member(self._started, SECONDS_EACH)
            self._members.append(member)
        try:
            yield member
        finally:
            self._free.put(member)

    def _started(self) -> WorkerProcess | None:
        try:
            return WorkerProcess(command(WORKER, self._folder, *self._content))
        except OSError:  # this machine has no process left to give
            return None

    def close(self) -> None:
        for member in self._members:
            member.leave()
        shutil.rmtree(self._folder, ignore_errors=True)


def _line(sent: Sent, folder: Path, member: Member) -> Line:
    text, body = sent
    found = asked(text)
    placed = replace(found, path=folder / found.path)
    placed.path.parent.mkdir(parents=True, exist_ok=True)
    placed.path.write_bytes(body)
    return line_of(placed, member.answer(request(placed)))


def _graded(batch: Sequence[Sent], desk: str) -> list[str]:
    """Grade a batch on the worker that runs this."""
    found = get_worker().plugins[desk]
    assert isinstance(found, Desk)
    return found.lines(batch)


@dataclass(frozen=True, slots=True)
class Dask:
    """Grades by the workers of `scheduler`, or of a Dask of its own on this machine.

    With `trust`, workers grade even where their rooms cannot hide files and network.
    """

    scheduler: str = ""
    trust: bool = False

    def grade_all(
        self,
        found: Sequence[Found],
        exercises: Path,
        graders: Path,
        workers: int,
        tell: Callable[[Line], None],
    ) -> None:
        """Tell a line for each submission, in the order in which they are done.

        A Dask of its own has `workers` processes. Raise KonexioError when the scheduler cannot
        be used, or when one of its workers would grade otherwise than this machine.
        """
        with ExitStack() as stack:
            stack.enter_context(silence_logging_cmgr(logging.CRITICAL))
            stack.enter_context(dask.config.set(_SETTINGS))
            client = stack.enter_context(_client(self.scheduler, workers))
            desk = stack.enter_context(_desk(client, (exercises, graders), trust=self.trust))
            bench = stack.enter_context(Bench(exercises, graders))
            _Run(client, desk, found, tell, bench).all(sum(client.nthreads().values()))


class _Run:
    """The batches of one cohort: sent, waited for, and cut smaller when they were lost."""

    def __init__(
        self,
        client: Client,
        desk: str,
        found: Sequence[Found],
        tell: Callable[[Line], None],
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
                self._tell(self._bench.line(one))
        if batch:
            future = self._client.submit(_graded, list(batch.values()), self._desk, pure=False)
            self._numbers[future] = list(batch)
            self._running.add(future)
        return bool(batch)

    def _done(self, future: Future[list[str]], texts: Sequence[str]) -> None:
        numbers = self._numbers.pop(future)
        if future.status == "finished":
            for text in texts:
                self._tell(from_text(text))
        elif self._client.status != "running":
            raise KonexioError("cluster-lost", Exit.SOURCE)
        elif len(numbers) > 1:  # one of them costs every worker that it meets
            for number in numbers:
                self._send([number])
        else:
            self._tell(line_of(self._found[numbers[0]], WorkerLost()))
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


@contextmanager
def _client(scheduler: str, workers: int) -> Generator[Client, None, None]:
    """Give a client of the scheduler, or of a Dask of our own that ends with it."""
    if scheduler:
        _demand_safe(scheduler)
        try:
            client = Client(scheduler, timeout=_WAIT_SECONDS, set_as_default=False)
        except OSError as problem:
            raise KonexioError("cluster-unreachable", Exit.SOURCE, address=scheduler) from problem
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
            memory_limit=0,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _demand_safe(scheduler: str) -> None:
    """Refuse an address on which others could listen, or give our workers code of theirs."""
    parts = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    try:
        whole = parts.scheme in {"tcp", "tls"} and parts.port
    except ValueError:  # its port is no number
        whole = None
    if not whole:
        raise KonexioError("cluster-address", address=scheduler)
    if parts.scheme != "tls" and parts.hostname not in _THIS_MACHINE:
        raise KonexioError("cluster-without-tls", address=scheduler)


@contextmanager
def _desk(client: Client, folders: Sequence[Path], *, trust: bool) -> Iterator[str]:
    """Give every worker of now and later a desk, which ends with this; give its name."""
    desk = Desk([_packed(folder) for folder in folders], trust=trust)
    try:
        client.wait_for_workers(1, timeout=_WAIT_SECONDS)
    except TimeoutError:
        raise KonexioError("cluster-empty", Exit.SOURCE) from None
    try:
        client.register_plugin(desk)
    except (RuntimeError, ImportError, AttributeError) as problem:
        raise KonexioError("cluster-unlike", Exit.SOURCE, why=str(problem)) from problem
    try:
        yield desk.name
    finally:
        # Workers that are gone took their desks with them.
        with suppress(Exception):
            client.unregister_worker_plugin(desk.name)


def _packed(folder: Path) -> Packed:
    files = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    content = {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in files if one.is_file()
    }
    return Packed(folder.name, zip_of(content))


def _version() -> str:
    """Return what must be the same everywhere for grades to be the same."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"konexio {metadata.version('konexio-cli')}, Python {python}"
