"""Ended at any moment: nothing that was reported is lost, and no process is left."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Answers, Konexio, answer, attempts, family, notebook_of, say

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

VAT = "m01/price-with-vat"
KILLS = 20
PATIENCE = 60.0


def wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        facts = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return facts.rpartition(")")[2].split()[0] not in {"Z", "X"}


def wait_for_the_end_of(pids: set[int]) -> None:
    wait_until(lambda: not any(map(alive, pids)))


def reported(out: bytes) -> bool:
    """Whether the whole envelope came out before the kill."""
    try:
        return bool(json.loads(out)["ok"])
    except ValueError:
        return False


def snapshots(desk: Konexio) -> set[bytes]:
    with closing(sqlite3.connect(desk.folder / ".konexio" / "journal.db")) as database:
        return {zlib.decompress(body) for (body,) in database.execute("SELECT body FROM snapshots")}


def test_a_killed_check_loses_nothing_that_was_reported(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    body = path.read_bytes()
    began = time.monotonic()
    assert work.run("check", VAT).exit == 0
    usual = time.monotonic() - began

    told = 1
    delays = random.Random(7)  # noqa: S311 - the same moments in every run, no secret
    for _ in range(KILLS):
        process = work.start("check", VAT, "--json")
        try:
            out, _ = process.communicate(timeout=delays.uniform(0, 1.2 * usual))
        except subprocess.TimeoutExpired:
            children = family(process.pid)
            process.kill()
            out, _ = process.communicate()
            wait_for_the_end_of(children)
        told += reported(out)
        rows = attempts(work)
        assert len(rows) >= told
        assert set(rows) == {(VAT, 1, "passed")}
        assert path.read_bytes() == body
        assert body in snapshots(work)
    after = work.run("portfolio", "--json").json["data"]["entries"]
    assert [entry["exercise"] for entry in after] == [VAT]
    assert work.run("check", VAT).exit == 0


def test_ctrl_c_ends_an_endless_notebook_and_all_its_processes(work: Konexio) -> None:
    answer(notebook_of(work, VAT), {"price": "while True:\n    pass\n"})
    process = work.start("check", VAT)
    # The warm process, and in it the room that runs the loop.
    wait_until(lambda: len(family(process.pid)) > 1)
    children = family(process.pid)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert out == b""
    assert err.decode().splitlines() == [
        say("en", "errors.interrupted.what"),
        f"→ {say('en', 'errors.interrupted.next')}",
    ]
    wait_for_the_end_of(children)
    assert attempts(work) == []
