"""What each of Dask's workers gets: the course, its graders, and who grades with them.

A batch has no effect but its answer: Dask may give it to another worker at any time.
"""

from __future__ import annotations

import platform
import queue
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, TypeAlias

from distributed import Client, Worker, WorkerPlugin, get_worker

from konexio_cli.archives import extract
from konexio_cli.cohort.asking import asked, request
from konexio_cli.cohort.confined import demand_confinement
from konexio_cli.cohort.grading_all import PATIENCE, WORKER, line_of, worker_arguments
from konexio_cli.cohort.line import Line, to_text
from konexio_cli.crew.member import Member
from konexio_cli.crew.serving import command
from konexio_cli.crew.worker_process import WorkerProcess
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.packing import zip_of

# A request as `cohort.asking` has it, and the bytes of its notebook.
Sent: TypeAlias = tuple[str, bytes]

_WAIT_SECONDS = 30


@contextmanager
def desk_for(client: Client, folders: Sequence[Path], *, trust: bool) -> Iterator[str]:
    """Give every worker of now and later a desk, which ends with this; give its name."""
    desk = _Desk([_packed(folder) for folder in folders], trust=trust)
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


def _packed(folder: Path) -> _Packed:
    files = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    content = {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in files if one.is_file()
    }
    return _Packed(folder.name, zip_of(content))


def _version() -> str:
    """Return what must be the same everywhere for grades to be the same."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"konexio {metadata.version('konexio-cli')}, Python {python}"


class _Packed(NamedTuple):
    """A folder's own name, and its files as a zip archive."""

    name: str
    archive: bytes


class _Desk(WorkerPlugin):
    """What each of Dask's workers gets: the course, its graders, and who grades with them."""

    def __init__(self, folders: Sequence[_Packed], *, trust: bool) -> None:
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
        folder = Path(worker.local_directory, self.name)
        self._open = _OpenDesk(folder, self._folders, trust=self._trust)

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

    def __init__(self, folder: Path, folders: Sequence[_Packed], *, trust: bool) -> None:
        self._folder = folder
        exercises, graders = (self._unpacked(number, one) for number, one in enumerate(folders))
        arguments = worker_arguments(exercises, graders, trust=trust)
        self._command = command(WORKER, folder, *arguments)
        self._members: list[Member] = []
        self._free: queue.SimpleQueue[Member] = queue.SimpleQueue()

    def _unpacked(self, number: int, packed: _Packed) -> Path:
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
            member = Member(self._started, PATIENCE)
            self._members.append(member)
        try:
            yield member
        finally:
            self._free.put(member)

    def _started(self) -> WorkerProcess | None:
        try:
            return WorkerProcess(self._command)
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


def graded(batch: Sequence[Sent], desk: str) -> list[str]:
    """Grade a batch on the worker that runs this."""
    found = get_worker().plugins[desk]
    assert isinstance(found, _Desk)
    return found.lines(batch)
