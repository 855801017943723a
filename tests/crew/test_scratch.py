"""The folder of a crew: the next one removes what a killed one left, and nothing else."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from konexio_cli.crew.scratch import scratch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is swept on Windows")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(temporary: Path, name: str, seconds: float) -> Path:
    """Make a folder with a file in it, that many seconds old."""
    folder = temporary / name
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "file").touch()
    then = time.time() - seconds
    os.utime(folder, (then, then))
    return folder


def test_what_a_killed_crew_left_is_removed(temporary: Path) -> None:
    killed = left(temporary, "konexio-crew-killed", 3600)
    begins = left(temporary, "konexio-crew-begins", 1)
    others = left(temporary, "konexio-others", 3600)
    with scratch() as folder:
        assert folder.parent == temporary
        assert {*temporary.iterdir()} == {folder, begins, others}
    assert {*temporary.iterdir()} == {begins, others}
    assert not killed.exists()


@pytest.mark.usefixtures("temporary")
def test_a_crew_at_work_keeps_its_folder() -> None:
    with scratch() as working:
        (working / "file").touch()
        os.utime(working, (0, 0))
        with scratch():
            assert (working / "file").exists()


def test_nothing_behind_a_link_is_removed(temporary: Path) -> None:
    target = left(temporary, "target", 3600)
    (temporary / "konexio-crew-link").symlink_to(target)
    os.utime(temporary / "konexio-crew-link", (0, 0), follow_symlinks=False)
    with scratch():
        assert (target / "inner" / "file").exists()
