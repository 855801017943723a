"""`cohort grade --engine dask`: the same bytes as the crew gives, whoever is killed meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Graded, command, environment, not_graded
from .making import Cohort
from .test_cohort_processes import WORKER, below

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


def cmdline(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def grading(process: int) -> Iterator[int]:
    """Yield the processes of Dask below `process` that have somebody who grades."""
    for one in list(below(process)):
        if b"spawn_main" in cmdline(one) and any(WORKER in cmdline(b) for b in below(one)):
            yield one


def kill_one(process: subprocess.Popen[str], killed: list[int]) -> None:
    """Kill one of Dask's workers as soon as it grades, with no time to say goodbye."""
    while process.poll() is None and not killed:
        for one in grading(process.pid):
            time.sleep(0.5)  # into its batch
            os.kill(one, signal.SIGKILL)
            killed.append(one)
            return
        time.sleep(0.01)


@contextlib.contextmanager
def dasks_port_taken() -> Iterator[None]:
    """Hold the port of Dask's dashboard, as another Dask of the trainer's does."""
    with socket.socket() as taken:
        with contextlib.suppress(OSError):  # it is taken by somebody else
            taken.bind(("127.0.0.1", 8787))
            taken.listen()
        yield


def test_a_killed_worker_of_dask_changes_no_byte(
    course: Path, cohort: Cohort, graded: Graded, tmp_path: Path
) -> None:
    folder = not_graded(cohort, tmp_path / "cohort")
    words = command(course, folder, "--out", tmp_path / "out", "-j", "2", "--engine", "dask")
    temporary = tmp_path / "temporary"
    with (
        dasks_port_taken(),
        subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="surrogateescape",
            env=environment(temporary),
        ) as process,
    ):
        killed: list[int] = []
        killer = threading.Thread(target=kill_one, args=(process, killed))
        killer.start()
        out, err = process.communicate()
        killer.join()
    assert killed
    # On the way, the killed worker's own process may have said that its folder is gone.
    assert process.returncode == 0, err
    assert "is already in use" not in err
    assert (tmp_path / "out" / "grades.json").read_bytes() == graded.json
    assert (tmp_path / "out" / "gradebook.csv").read_bytes() == graded.csv
    assert out.partition("→")[0] == graded.out.partition("→")[0]


def test_dask_is_loaded_only_when_it_is_asked_for() -> None:
    program = (
        "import sys\n"
        "from konexio_cli.cli.trainer.engines import Engine, grading_by\n"
        "grading_by(Engine.CREW, '', trust=True)\n"
        "print({'dask', 'distributed'} & sys.modules.keys())\n"
        "grading_by(Engine.DASK, '', trust=True)\n"
        "print('distributed' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["set()", "True"]
