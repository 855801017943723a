"""A crew: every request has one answer, whatever becomes of its processes, and nothing stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from konexio_cli.crew.crew import Crew
from konexio_cli.crew.member import Patience
from konexio_cli.crew.worker_process import WorkerLost

_WORKER = """
import os, sys, time
from contextlib import contextmanager
from pathlib import Path

from konexio_cli.crew.serving import serve

@contextmanager
def answering(marks: str):
    folder = Path(marks)

    def answer(line: str) -> str:
        word = line.strip()
        if word.startswith("dead"):
            os._exit(1)
        if word.startswith("dies-once") and not (folder / word).exists():
            (folder / word).touch()
            os._exit(1)
        if word == "sleep":
            (folder / "asleep").write_text(str(os.getpid()))
            time.sleep(120)
        return word.upper()
    yield answer

serve(answering)
"""
_ASKING = """
import sys
from pathlib import Path

from konexio_cli.crew.crew import Crew
from konexio_cli.crew.member import Patience

with Crew("a_worker", (Path(sys.argv[1]),), 1, Patience(300.0)) as crew:
    crew.ask(["sleep"])
    list(crew.answers())
"""


@pytest.fixture
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what the workers leave; `a_worker` can be started."""
    (tmp_path / "a_worker.py").write_text(_WORKER, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "marks").mkdir()
    return tmp_path / "marks"


def test_what_was_sent_ahead_of_a_lost_process_is_answered_once(marks: Path) -> None:
    words = [f"word-{number}" for number in range(40)]
    words[3], words[4], words[10], words[39] = "dies-once-a", "dies-once-b", "dead", "dies-once-c"
    with Crew("a_worker", (marks,), 2, Patience(60.0), ahead=True) as crew:
        crew.ask(words)
        answers = [one for batch in crew.batches() for one in batch]
    assert sorted(number for number, _ in answers) == list(range(40))
    told = dict(answers)
    assert isinstance(told.pop(10), WorkerLost)
    assert told == {n: f"{word.upper()}\n" for n, word in enumerate(words) if word != "dead"}


def test_a_long_request_does_not_stop_what_is_answered(marks: Path) -> None:
    words = [f"{number:06}" * 40_000 for number in range(8)]  # more than a pipe holds
    with Crew("a_worker", (marks,), 1, Patience(60.0), ahead=True) as crew:
        crew.ask(words)
        answers = dict(one for batch in crew.batches() for one in batch)
    assert answers == {number: f"{word}\n" for number, word in enumerate(words)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_of_a_killed_command_end_at_once_and_leave_nothing(
    marks: Path, tmp_path: Path
) -> None:
    (tmp_path / "temporary").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _ASKING, marks],
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
    ) as process:
        wait_until(lambda: (marks / "asleep").exists() and (marks / "asleep").read_text() != "")
        worker = int((marks / "asleep").read_text())
        process.send_signal(signal.SIGKILL)
    wait_until(lambda: not lives(worker))
    wait_until(lambda: list((tmp_path / "temporary").iterdir()) == [])


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # Where nobody waits for orphans, they stay as zombies.
    stat = Path(f"/proc/{process}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
