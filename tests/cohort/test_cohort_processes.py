"""Workers that are killed, a trainer who stops, and places that cannot be written."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import AS_OTHERS, command, environment, grade
from .making import Cohort

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")

SLOW = "import time\ntime.sleep(0.5)"
WORKER, WARM, ROOM = b"konexio_cli.cohort.worker", b"konexio_cli.sandbox.warm", b"a room"


@pytest.fixture
def small(cohort: Cohort, tmp_path: Path) -> Path:
    """Five right submissions, each of which takes its time."""
    body = cohort.right("m01/price-with-vat", SLOW)
    for number in range(5):
        path = tmp_path / "small" / f"learner {number}" / "price-with-vat.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(body, "utf-8")
    return tmp_path / "small"


def start(course: Path, folder: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(course, folder, "--out", out, "-j", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(out.parent / "temporary"),
        start_new_session=True,
    )


def below(process: int) -> Iterator[int]:
    """Yield all processes that `process` started, and that those started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    for one in parents:
        above = one
        while above := parents.get(above, 0):
            if above == process:
                yield one


def running(process: int, what: bytes) -> Iterator[int]:
    """Yield the processes below `process` that run `what`; a room is what a warm one started."""
    if what == ROOM:
        for warm in list(running(process, WARM)):
            yield from below(warm)
        return
    for one in below(process):
        try:
            if what in Path(f"/proc/{one}/cmdline").read_bytes():
                yield one
        except OSError:
            continue


def wait_for(process: subprocess.Popen[str], what: bytes) -> int:
    """Return the number of a process below `process` that runs `what`."""
    while process.poll() is None:
        for one in running(process.pid, what):
            return one
        time.sleep(0.01)
    raise AssertionError(process.communicate()[0])


@pytest.mark.parametrize("when", [WORKER, WARM])
def test_a_killed_worker_costs_nothing(
    course: Path, small: Path, tmp_path: Path, when: bytes
) -> None:
    with start(course, small, tmp_path / "out") as process:
        wait_for(process, when)
        os.kill(wait_for(process, WORKER), signal.SIGKILL)
        text, _ = process.communicate()
    assert process.returncode == 0, text
    gradebook = (tmp_path / "out" / "gradebook.csv").read_text("utf-8")
    assert gradebook.count('"passed"') == 5
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("when", [WORKER, ROOM])
def test_ctrl_c_leaves_no_process_and_no_half_gradebook(
    course: Path, small: Path, tmp_path: Path, when: bytes
) -> None:
    with start(course, small, tmp_path / "out") as process:
        wait_for(process, when)
        os.killpg(process.pid, signal.SIGINT)
        text, _ = process.communicate()
    assert process.returncode == 130, text
    assert "Traceback" not in text
    assert list((tmp_path / "out").iterdir()) == []
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused_before_grading(
    course: Path, small: Path, tmp_path: Path
) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    (tmp_path / "file").touch()
    expected = {"locked": 3, "locked/below": 3, "file": 2, "file/below": 3}
    done = {out: grade(course, small, tmp_path / out, before=AS_OTHERS) for out in expected}
    assert {out: one.code for out, one in done.items()} == expected
    for out, one in done.items():
        assert out.partition("/")[0] in one.err
        assert "0/5" not in one.err


def test_what_may_not_be_read_has_its_line(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    for file in ("Amina/tidy-name.ipynb", "Bilal/tidy-name.ipynb", "locked/tidy-name.ipynb"):
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_text(cohort.right("m01/tidy-name"), "utf-8")
    (folder / "Bilal" / "tidy-name.ipynb").chmod(0)
    (folder / "locked").chmod(0)
    done = grade(course, folder, tmp_path / "out", before=AS_OTHERS)
    (folder / "locked").chmod(0o700)
    assert [(one["learner"], one["verdict"], one["problem"]) for one in done.lines.values()] == [
        ("Amina", "passed", ""),
        ("Bilal", "not_run", "file-unreadable"),
        ("locked", "not_run", "cohort-locked"),
    ]


def test_a_folder_that_holds_no_cohort(course: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("absent", "empty"):
        done = grade(course, tmp_path / folder, tmp_path / "out")
        assert (done.code, done.out) == (2, "")
        assert str(tmp_path / folder) in done.err


def test_notes_are_in_the_language_that_was_asked_for(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    folder = tmp_path / "small" / "Zoé"
    folder.mkdir(parents=True)
    (folder / "tidy-name.ipynb").write_bytes(b"{")
    whole = cohort.right("m01/tidy-name").encode("utf-16")
    (folder / "utf16.ipynb").write_bytes(whole)
    done = grade(course, tmp_path / "small", tmp_path / "out", "--lang", "fr")
    french = Texts(Language.FR)
    broken = KonexioError("notebook-damaged", file="Zoé/tidy-name.ipynb", line=1)
    notes = {row["file"]: row["note"] for row in done.rows}
    assert notes == {
        "Zoé/tidy-name.ipynb": french.error(broken)[0],
        "Zoé/utf16.ipynb": french.note("notebook-was-utf16"),
    }
