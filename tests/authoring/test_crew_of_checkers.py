"""`pack check` on many cores: the same report however many there are, and whatever ends one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.authoring import checking_all
from konexio_cli.authoring.checking import Sides
from konexio_cli.crew.member import Patience

from .packs_made import checked, good_course, run_pack

WORKER = b"konexio_cli.authoring.bench"
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")

# Enough lines for more than one unit of mutants, with survivors in both.
MANY = """def double(x):
    if x > 1000:
        x = x + 2 - 3
    if x < -1000:
        x = x // 2 * 2
    return 2 * x
"""
ENDS_ITS_JUDGE = "import os\n\n\ndef test_plain():\n    os._exit(3)\n\n\ndef test_zero():\n    pass"


def rewrite(course: Path, name: str, **files: str) -> None:
    """Change the reference or the hidden checks of an exercise."""
    folder = course / "graders" / "p1" / name
    if "reference" in files:
        path = folder / "attempts" / "passed" / "reference.py"
        path.write_text(files["reference"], "utf-8")
    if "checks" in files:
        notebook = json.loads((folder / "grader.ipynb").read_text("utf-8"))
        notebook["cells"][0]["source"] = files["checks"]
        (folder / "grader.ipynb").write_text(json.dumps(notebook), "utf-8")


def timeless(exercises: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one | {"seconds": 0} for one in exercises]


def test_the_report_is_the_same_for_any_number_of_jobs(tmp_path: Path) -> None:
    course = good_course(tmp_path, "double", "other", "broken")
    rewrite(course, "other", reference=MANY)
    (course / "exercises" / "p1" / "broken" / "exercise.toml").write_text("= 1")
    found = [timeless(checked(course, "--no-cache", "--jobs", jobs)) for jobs in ("1", "3")]
    assert found[0] == found[1]
    assert [one["exercise"] for one in found[0]] == ["p1/double", "p1/other", "p1/broken"]
    other = found[0][1]["mutants"]
    assert other["total"] > 16  # more than one unit
    places = [place_in(MANY, one["diff"]) for one in other["survivors"]]
    assert len(places) > 10
    assert places == sorted(places)


def place_in(source: str, diff: str) -> int:
    """Return the line of `source` that a diff takes away."""
    (gone,) = (line[1:] for line in diff.splitlines() if line.startswith("-"))
    return source.splitlines().index(gone)


def test_checks_that_end_their_judge_are_a_finding_and_cost_the_others_nothing(
    tmp_path: Path,
) -> None:
    course = good_course(tmp_path, "double", "other")
    rewrite(course, "double", checks=ENDS_ITS_JUDGE)
    lost, good = checked(course, "--jobs", "2")
    problems = [one["problem"] for one in lost["findings"] if one["problem"]]
    assert problems == ["check-lost"]  # told once, though each unit of the mutants meets it
    assert [one for one in good["findings"] if one["problem"]] == []
    assert good["mutants"]["caught"] == good["mutants"]["total"] == 5


def test_a_unit_that_never_ends_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        checking_all, "_PATIENCE", Patience(0.05, again=True)
    )  # Python alone takes longer to start
    course = good_course(tmp_path)
    sides = Sides(course / "exercises", course / "graders")
    (report,) = checking_all.check_exercises(["p1/double"], sides, jobs=1)
    assert [one.problem for one in report.problems] == ["check-late"]
    assert report.mutation.total == 0


def start(course: Path) -> subprocess.Popen[str]:
    places = ("--exercises", str(course / "exercises"), "--graders", str(course / "graders"))
    (course / "temporary").mkdir()
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "konexio_cli", "pack", "check", "--no-cache"),
            *("--json", "-j", "2", *places),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(course / "temporary"), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )


def below(process: int) -> Iterator[int]:
    """Yield the children of a process."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == process:
                yield int(stat.parent.name)
        except OSError:
            continue


def workers(process: subprocess.Popen[str], count: int) -> list[int]:
    """Wait for `count` workers of a run; return their numbers."""
    while process.poll() is None:
        found = []
        for one in below(process.pid):
            try:
                if WORKER in Path(f"/proc/{one}/cmdline").read_bytes():
                    found.append(one)
            except OSError:
                continue
        if len(found) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError(process.communicate())


@needs_proc
def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    course = good_course(tmp_path, "double", "other")
    rewrite(course, "other", reference=MANY)
    whole = timeless(checked(course, "--no-cache"))
    with start(course) as process:
        os.kill(workers(process, 2)[0], signal.SIGKILL)
        out, _ = process.communicate()
    assert timeless(json.loads(out)["data"]["exercises"]) == whole
    assert list((course / "temporary").iterdir()) == []


@needs_proc
def test_ctrl_c_leaves_no_process(tmp_path: Path) -> None:
    course = good_course(tmp_path, "double", "other")
    rewrite(course, "other", reference=MANY)
    with start(course) as process:
        found = workers(process, 2)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, json.loads(out)["error"]["code"]) == (130, "interrupted")
    assert "Traceback" not in err
    assert [one for one in found if Path(f"/proc/{one}").exists()] == []
    assert list((course / "temporary").iterdir()) == []


@pytest.mark.parametrize(("arguments", "shown"), [((), True), (("--plain",), False)])
def test_the_bar_is_for_terminals_only(
    tmp_path: Path, arguments: tuple[str, ...], shown: bool
) -> None:
    pty = pytest.importorskip("pty")
    course = good_course(tmp_path)
    places = ("--exercises", str(course / "exercises"), "--graders", str(course / "graders"))
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "CI"}
    with subprocess.Popen(
        [sys.executable, "-m", "konexio_cli", "pack", "check", "--no-cache", *arguments, *places],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
    ) as process:
        os.close(theirs)
        text = read_all(ours)
        table, _ = process.communicate()
    assert process.returncode == 0, text
    assert b"p1/double" in table
    assert (b"Mutants" in text, bool(text)) == (shown, shown)
    if shown:
        assert b"5/5" in text


def read_all(descriptor: int) -> bytes:
    found = b""
    try:
        while part := os.read(descriptor, 4096):
            found += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(descriptor)
    return found


def test_in_ci_and_without_a_terminal_nothing_is_written_beside_the_table(tmp_path: Path) -> None:
    done = run_pack(good_course(tmp_path), "check", variables={"FORCE_COLOR": "1", "CI": "true"})
    assert (done.returncode, done.stderr) == (0, "")
