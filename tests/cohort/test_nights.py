"""Night by night: stopped at any moment, gone on with, and the same bytes in the end."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from konexio_cli.cohort.store import FILE, Store
from konexio_cli.errors import Exit
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import command, environment, grade
from .killing import kill_all
from .making import Cohort
from .odd import STRANGE
from .test_sources import laid

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="kills groups")

VAT = "m01/price-with-vat"
KILLS = 3


def fill(cohort: Cohort, folder: Path, count: int) -> Path:
    """Write submissions that differ, hostile ones among them."""
    # Two processes that both answer as one room race: whoever is heard first differs.
    hostile = [source for name, source in STRANGE.items() if name != "fork-and-stay"]
    for number in range(count):
        more = hostile[number // 4 % len(hostile)] if number % 4 == 0 else f"{number} + 1"
        path = folder / f"learner {number:02}" / "price-with-vat.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(cohort.right(VAT, f"# {number}", more), "utf-8")
    return folder


def start(course: Path, folder: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(course, folder, "--out", out, "-j", "2", *more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(folder.parent / "temporary"),
        start_new_session=True,
    )


def graded_in(folder: Path) -> int:
    if not (folder / FILE).exists():
        return 0
    with Store(folder) as store:
        return len(store.graded())


def test_killed_at_any_moment_nothing_is_lost_and_nothing_graded_twice(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    source = ("--collect", str(fill(cohort, tmp_path / "class", 16)))
    expected = grade(course, tmp_path / "undisturbed", tmp_path / "expected", "-j", "2", *source)
    folder = tmp_path / "killed"
    moments = random.Random(6)  # noqa: S311 - any moment will do
    for kill in range(KILLS):
        process = start(course, folder, tmp_path / "out", *source)
        aim = graded_in(folder) + 1 + moments.randrange(3)
        while process.poll() is None and graded_in(folder) < aim:
            time.sleep(moments.random() / 20)
        kill_all(process)
        assert graded_in(folder) >= kill + 1
    kept = graded_in(folder)
    shutil.rmtree(tmp_path / "temporary", ignore_errors=True)
    done = grade(course, folder, tmp_path / "out", "-j", "2", *source)
    assert Texts(Language.EN).count("cohort.earlier", kept) in done.out
    assert (done.code, done.csv, done.json) == (0, expected.csv, expected.json)


def test_what_is_graded_is_not_graded_again(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    folder = fill(cohort, tmp_path / "class", 3)
    first = grade(course, folder, tmp_path / "out")
    (folder / "learner 01" / "price-with-vat.ipynb").write_text(cohort.right(VAT, "'new'"), "utf-8")
    again = grade(course, folder, tmp_path / "out")
    told = Texts(Language.EN).count("cohort.earlier", 2)
    assert (told in first.out, told in again.out) == (False, True)
    assert set(first.lines) == set(again.lines)


def test_two_at_once(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    folder = fill(cohort, tmp_path / "class", 1)
    slow = cohort.right(VAT, "import time\ntime.sleep(2)")
    (folder / "learner 00" / "price-with-vat.ipynb").write_text(slow, "utf-8")
    with start(course, folder, tmp_path / "one") as first:
        while not (folder / FILE).exists():
            time.sleep(0.05)
        os.killpg(first.pid, signal.SIGSTOP)  # however long the other one takes
        second = subprocess.run(
            command(course, folder, "--out", tmp_path / "two"),
            capture_output=True,
            text=True,
            env=environment(tmp_path / "elsewhere"),
            check=False,
        )
        os.killpg(first.pid, signal.SIGCONT)
        first.communicate()
    assert (first.returncode, second.returncode) == (0, 3)
    assert str(folder) in second.stderr
    assert "Traceback" not in second.stderr


def test_a_damaged_store_is_kept_aside_and_the_next_run_grades(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    folder = fill(cohort, tmp_path / "class", 2)
    first = grade(course, folder, tmp_path / "out")
    (folder / FILE).write_bytes(b"no database " * 999)
    broken = grade(course, folder, tmp_path / "out")
    assert (broken.code, f"{FILE}.damaged-1" in broken.err) == (3, True)
    again = grade(course, folder, tmp_path / "again")
    assert (again.code, again.json) == (0, first.json)


def test_one_learner_or_one_exercise_alone(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    folder = fill(cohort, tmp_path / "class", 3)
    other = folder / "learner 01" / "x.ipynb"
    other.write_text(cohort.right("m01/tidy-name"), "utf-8")
    done = grade(course, folder, tmp_path / "out", "--learner", "Learner 01")
    assert {row["file"] for row in done.rows if row["verdict"] == "passed"} == {
        "learner 01/price-with-vat.ipynb",
        "learner 01/x.ipynb",
    }
    assert [row["note"] for row in done.rows if row["verdict"] == "not_run"] == [
        Texts(Language.EN).say("cohort.waiting")
    ] * 2
    other.write_text(cohort.right("m01/tidy-name", "'again'"), "utf-8")
    done = grade(course, folder, tmp_path / "out", "--exercise", "tidy-name")
    assert [row["verdict"] for row in done.rows].count("not_run") == 2
    nobody = grade(course, folder, tmp_path / "out", "--learner", "Eve")
    assert (nobody.code, "Eve" in nobody.err) == (2, True)


def test_watch_grades_what_arrives_and_ends_with_ctrl_c(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    folder = fill(cohort, tmp_path / "class", 1)
    record = tmp_path / "out" / "grades.json"
    with start(course, folder, tmp_path / "out", "--watch") as process:
        for number in range(1, 4):
            wait_for(process, record, number)
            late = folder / f"late {number}" / "price-with-vat.ipynb"
            late.parent.mkdir()
            late.write_text(cohort.right(VAT, f"'late {number}'"), "utf-8")
        wait_for(process, record, 4)
        os.killpg(process.pid, signal.SIGINT)
        text, _ = process.communicate()
    assert process.returncode == 0, text
    assert "Traceback" not in text


def test_what_is_no_cohort_is_not_watched(course: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("missing", "empty"):
        done = grade(course, tmp_path / name, tmp_path / "out", "--watch")
        assert (done.code, str(tmp_path / name) in done.err) == (Exit.USAGE, True)
    assert list((tmp_path / "empty").iterdir()) == []


def test_others_may_collect_while_a_cohort_is_watched(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    folder, record = tmp_path / "cohort", tmp_path / "out" / "grades.json"

    def collect(source: Path) -> int:
        words = ("cohort", "collect", source, "--cohort", folder)
        content = ("--exercises", course / "exercises")
        command = [sys.executable, "-m", "konexio_cli", *words, *content]
        return subprocess.run([*map(str, command)], check=False, capture_output=True).returncode

    first, second = (fill(cohort, tmp_path / f"class {number}", number) for number in (1, 2))
    assert collect(first) == 0
    with start(course, folder, tmp_path / "out", "--watch") as process:
        wait_for(process, record, 1)
        while collect(second) == Exit.MACHINE:  # the watch looks at what there is, a moment
            time.sleep(0.1)
        wait_for(process, record, 2)
        os.killpg(process.pid, signal.SIGINT)
        text, _ = process.communicate()
    assert process.returncode == 0, text


def wait_until(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    """Wait for what a process does; it has two minutes."""
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    raise AssertionError(process.communicate()[0])


def wait_for(process: subprocess.Popen[str], record: Path, lines: int) -> None:
    def is_there() -> bool:
        return record.exists() and len(json.loads(record.read_bytes())["lines"]) == lines

    wait_until(process, is_there)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, of the machine's memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_loses_nothing(
    course: Path, cohort: Cohort, tmp_path: Path, small_disk: Path
) -> None:
    folder = fill(cohort, small_disk / "class", 4)
    ballast = small_disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb") as file:
        while True:
            file.write(bytes(4096))
            file.flush()
    full = _graded(course, folder, tmp_path / "full", tmp_path / "temporary")
    assert full.returncode == 3, full.stderr
    assert "Traceback" not in full.stderr
    ballast.unlink()
    done = _graded(course, folder, tmp_path / "out", tmp_path / "temporary")
    assert done.returncode == 0, done.stderr
    assert len(json.loads((tmp_path / "out" / "grades.json").read_bytes())["lines"]) == 4


def _graded(
    course: Path, folder: Path, out: Path, temporary: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(course, folder, "--out", out, "-j", "1"),
        capture_output=True,
        text=True,
        env=environment(temporary),
        check=False,
    )


def test_the_whole_road_from_a_download_to_points(
    course: Path, cohort: Cohort, tmp_path: Path
) -> None:
    """Collect a Moodle download, grade it, and write the gradebook again without grading."""
    konexio = (sys.executable, "-m", "konexio_cli", "cohort")
    names = ("Amina Benali_7", "Zoé Müller_8")
    files = {f"{one}_assignsubmission_file/x.ipynb": cohort.right(VAT, one) for one in names}
    content = ("--exercises", str(course / "exercises"))
    night = tmp_path / "evening class"
    env = environment(tmp_path / "temporary")
    run = [
        [
            *konexio,
            "collect",
            str(laid(tmp_path / "x.zip", files)),
            "--cohort",
            str(night),
            *content,
        ],
        [*konexio, "grade", str(night), *content, "--graders", str(course / "graders")],
        [*konexio, "gradebook", str(night), "--out", "again", "--json"],
    ]
    for words in run:
        done = subprocess.run(
            words, capture_output=True, text=True, env=env, cwd=tmp_path, check=False
        )
        assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["data"]
    assert told["verdicts"] == {"passed": 2}
    points = (tmp_path / told["points"]).read_text("utf-8").splitlines()
    assert points == ['"learner","m01/price-with-vat","total"'] + [
        f'"{name}","4","4"' for name in ("Amina Benali", "Zoé Müller")
    ]
    assert (tmp_path / "grades" / "gradebook.csv").read_bytes() == (
        tmp_path / told["gradebook"]
    ).read_bytes()
