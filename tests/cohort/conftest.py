"""One cohort, made once and graded once by the real command."""

from __future__ import annotations

import contextlib
import csv
import fcntl
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .making import Cohort, Expected, make_course
from .odd import HARMLESS, damaged, readable

# With these, even the superuser is refused as everyone is.
_NOT_ABOVE = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
AS_OTHERS = _NOT_ABOVE if os.geteuid() == 0 else ()
LEFT_BEHIND = 99
# Becomes the parent of every orphan: a process that outlives the command is its child.
_REAPER = f"""
import ctypes, os, signal, subprocess, sys, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
signal.signal(signal.SIGINT, lambda *_: None)
code = subprocess.run(sys.argv[1:], check=False).returncode
for _ in range(1_000):
    try:
        if os.waitpid(-1, os.WNOHANG) == (0, 0):
            time.sleep(0.01)
    except ChildProcessError:
        sys.exit(code)
sys.exit({LEFT_BEHIND})
"""


@dataclass(frozen=True)
class Graded:
    """What one run of `konexio cohort grade` left behind."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def csv(self) -> bytes:
        return (self.folder / "gradebook.csv").read_bytes()

    @property
    def json(self) -> bytes:
        return (self.folder / "grades.json").read_bytes()

    @property
    def rows(self) -> list[dict[str, str]]:
        text = io.StringIO(self.csv.decode(), newline="")
        return list(csv.DictReader(text, strict=True))

    @property
    def lines(self) -> dict[str, dict[str, Any]]:
        found = {line["file"]: line for line in json.loads(self.json)["lines"]}
        assert len(found) == len(self.rows)
        return found


def command(course: Path, *arguments: str | Path) -> list[str]:
    """Return the real command, below a parent of its orphans."""
    return [
        *(sys.executable, "-c", _REAPER),
        *(sys.executable, "-m", "konexio_cli", "cohort", "grade", *map(str, arguments)),
        *("--exercises", str(course / "exercises"), "--graders", str(course / "graders")),
    ]


def environment(temporary: Path) -> dict[str, str]:
    temporary.mkdir(parents=True, exist_ok=True)
    named = {"LC_ALL": "C.UTF-8", "COLUMNS": "200", "TMPDIR": str(temporary)}
    return {k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")} | named


def grade(
    course: Path, folder: Path, out: Path, *more: str, before: tuple[str, ...] = ()
) -> Graded:
    """Run the command; no process and no temporary file may be left."""
    temporary = folder.parent / "temporary"
    done = subprocess.run(
        [*before, *command(course, folder, "--out", out, *more)],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env=environment(temporary),
        check=False,
    )
    assert done.returncode != LEFT_BEHIND
    assert list(temporary.iterdir()) == []
    return Graded(done.returncode, done.stdout, done.stderr, out)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run, for all of its processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep the other processes of this test run out, while something is made for all."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def course(repository: Path, shared: Path) -> Path:
    """Five real exercises, one that is broken and one that has no grader."""
    folder = shared / "course"
    with one_at_a_time(shared):
        if not folder.exists():
            make_course(repository, folder)
    return folder


@pytest.fixture(scope="session")
def cohort(course: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    """60 submissions, and all that stands beside them in a trainer's folder; only for copying."""
    one = Cohort(tmp_path_factory.mktemp("cohort") / "sub missions", course)
    one.submissions()
    for file, body, exercise, problem in damaged(one):
        path = f"damaged/{file}"
        one.put(path, body, Expected(path, exercise, problem=problem))
    for file, body in readable(one):
        path = f"odd/{file}"
        one.put(path, body, Expected(path, "m01/tidy-name", "passed"))
    for name, source in HARMLESS.items():
        path = f"hostile/{name}/price-with-vat.ipynb"
        body = one.right("m01/price-with-vat", source)
        one.put(path, body, Expected(path, "m01/price-with-vat", "passed"))
    _no_files(one)
    with one_at_a_time(shared):
        if not (shared / one.folder.name).exists():
            one.folder.rename(shared / one.folder.name)
    one.folder = shared / one.folder.name
    return one


def _no_files(cohort: Cohort) -> None:
    right = cohort.right("m01/tidy-name")
    path = "at-the-top.ipynb"
    cohort.put(path, right, Expected(path, "m01/tidy-name", "passed"))
    path = "Amina/folder.ipynb/tidy-name.ipynb"
    cohort.put(path, right, Expected(path, "m01/tidy-name", "passed"))
    for ignored in (
        "Amina/.ipynb_checkpoints/tidy-name-checkpoint.ipynb",
        "Amina/._tidy-name.ipynb",
        "Amina/notes.txt",
        "Amina/tidy-name.ipynb.bak",
    ):
        cohort.put(ignored, right)
    special = cohort.folder / "special"
    special.mkdir()
    (special / "loop.ipynb").symlink_to("loop.ipynb")
    (special / "copied.ipynb").symlink_to(Path("..") / path)
    (special / "friend").symlink_to(Path("..") / "Amina")
    os.mkfifo(special / "pipe.ipynb")
    for path, problem in {
        "special/loop.ipynb": "cohort-link",
        "special/copied.ipynb": "cohort-link",
        "special/friend": "cohort-link",
        "special/pipe.ipynb": "file-not-regular",
    }.items():
        cohort.expected[path] = Expected(path, "", problem=problem)


@pytest.fixture(scope="session")
def graded(course: Path, cohort: Cohort, shared: Path) -> Graded:
    """That cohort, graded once."""
    kept, out = shared / "told.json", shared / "grades"
    with one_at_a_time(shared):
        if not kept.exists():
            done = grade(course, cohort.folder, out, "-j", "2")
            kept.write_text(json.dumps([done.code, done.out, done.err]), "utf-8")
    code, told, errors = json.loads(kept.read_text("utf-8"))
    return Graded(code, told, errors, out)


def not_graded(cohort: Cohort, folder: Path) -> Path:
    """Copy a cohort, as it was before anything was graded; return `folder`."""
    subprocess.run(["cp", "-a", cohort.folder, folder], check=True)
    for kept in folder.glob("cohort.db*"):
        kept.unlink()
    return folder
