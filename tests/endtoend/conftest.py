"""The real command in a real process, at a desk of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import pytest

from konexio_cli.exchange.container import open_container
from konexio_cli.model.language import Language
from konexio_cli.packs.compose import fill_in
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.library import embedded_course
from konexio_cli.packs.outputs import without_outputs
from konexio_cli.reports.catalogue import Texts
from tests.warm_commands import WarmInterpreter, can_be_warm

# Far more than any command takes: a command that hangs fails its test, not the whole run.
_SECONDS = 300
_PASSED_ON = ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")

Envelope: TypeAlias = dict[str, Any]
Answers: TypeAlias = Callable[..., dict[str, str]]


def course_size() -> int:
    """Return how many exercises our own course has."""
    return len(read_course(embedded_course()).exercises)


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, and what it wrote on both streams."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Envelope:
        """The one JSON document on standard output; anything before or behind it is an error."""
        found: Envelope = json.loads(self.out)
        return found


@dataclass(frozen=True)
class Konexio:
    """Runs `konexio` in a folder, with nothing of our own surroundings but PATH."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    # Whether a fork of an interpreter that is warm will do: see warm_commands.
    may_be_warm: ClassVar[bool] = True

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "konexio_cli", *arguments]

    def run(
        self,
        *arguments: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Done:
        folder, variables = cwd or self.folder, {**self.environment, **(env or {})}
        if self.may_be_warm and can_be_warm(variables) and not more:
            done = WarmInterpreter.shared().run(arguments, folder, variables, _SECONDS)
        else:
            done = subprocess.run(
                self.command(*arguments),
                cwd=folder,
                env=variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                **more,
            )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a command as a terminal does: with a process group of its own."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=cwd or self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def at(self, folder: Path, **variables: str) -> Konexio:
        return replace(self, folder=folder, environment={**self.environment, **variables})


def _desk(folder: Path) -> Konexio:
    """Return a desk whose home and temporary files are in `folder`."""
    for name in ("home", "tmp"):
        (folder / name).mkdir(parents=True)
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    places = dict.fromkeys(("HOME", "USERPROFILE"), str(folder / "home"))
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / "tmp"))
    return Konexio(folder, {**environment, **places, "LANG": "C.UTF-8"})


@pytest.fixture
def konexio(tmp_path: Path) -> Konexio:
    """A desk in an empty folder."""
    return _desk(tmp_path)


@pytest.fixture(scope="session")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the whole embedded course; only for copying."""
    desk = _desk(tmp_path_factory.mktemp("pulled"))
    for arguments in (("start", "work", "--name", "Amina"), ("pull",)):
        here = desk.folder / "work" if arguments == ("pull",) else desk.folder
        assert desk.run(*arguments, cwd=here).exit == 0
    return desk.folder / "work"


@pytest.fixture
def work(konexio: Konexio, pulled: Path) -> Konexio:
    """A desk in a workspace of its own, with every exercise pulled."""
    shutil.copytree(pulled, konexio.folder / "work")
    return konexio.at(konexio.folder / "work")


@pytest.fixture(scope="session")
def answers(repository: Path) -> Answers:
    """`answers("m01/tidy-name", "reference")`: the cells of an attempt, by their names."""

    def found(exercise_id: str, name: str, number: int = 1) -> dict[str, str]:
        exercises = repository / "exercises"
        grader = read_grader(
            repository / "graders", exercises, read_exercise(exercises, exercise_id)
        )
        attempt = next(a for a in grader.attempts if (a.name, a.round) == (name, number))
        return {cell.name: cell.source for cell in attempt.notebook.cells}

    return found


def notebook_of(desk: Konexio, exercise: str) -> Path:
    return desk.folder / exercise / f"{exercise.partition('/')[2]}.ipynb"


def answer(path: Path, cells: Mapping[str, str]) -> None:
    """Write answers into the cells of a notebook, as a learner does."""
    path.write_text(fill_in(path.read_text("utf-8"), cells), "utf-8")


def handed_in(desk: Konexio, exercise: str) -> tuple[int, bytes]:
    """Submit an exercise; return the round and the notebook that a trainer will open."""
    data = desk.run("submit", exercise, "--json").json["data"]
    (item,) = data["items"]
    opened = open_container(Path(data["file"]))
    return item["round"], opened.files[f"{exercise}/round{item['round']}/notebook.ipynb"]


def small(body: bytes) -> bytes:
    """Return a notebook as it is handed in: without outputs."""
    return without_outputs(body, Path())


def attempts(desk: Konexio) -> list[tuple[str, int, str]]:
    """Return exercise, round and verdict of each attempt in a workspace's journal."""
    journal = desk.folder / ".konexio" / "journal.db"
    if not journal.exists():
        return []
    with closing(sqlite3.connect(journal)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT exercise, round, verdict FROM attempts ORDER BY number")
        return rows.fetchall()


def say(language: str, key: str, /, **facts: object) -> str:
    return Texts(Language(language)).say(key, **facts)


def family(pid: int) -> set[int]:
    """Return the processes that a process started, and those that they started (Linux)."""
    parents = dict(_parents())
    found, before = {pid}, set[int]()
    while found != before:
        before = set(found)
        found |= {child for child, parent in parents.items() if parent in before}
    return found - {pid}


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        # A process that ends while we look is no longer there.
        with contextlib.suppress(OSError):
            after_name = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            yield int(folder.name), int(after_name[1])
