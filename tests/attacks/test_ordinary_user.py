"""The same submissions once more, as a user without rights, where root runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_NOBODY = 65_534
_NEEDED = "import IPython, matplotlib, pandas, pytest, konexio_cli.sandbox.forked"


def as_nobody(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run our interpreter as a user that owns nothing. Raise OSError when it cannot reach it."""
    with tempfile.TemporaryDirectory(prefix="konexio-nobody-") as home:
        Path(home).chmod(0o777)
        return subprocess.run(
            [sys.executable, *arguments],
            user=_NOBODY,
            group=_NOBODY,
            extra_groups=[],
            env={"HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "PATH": os.defpath},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="this is one already")
def test_submissions_as_an_ordinary_user() -> None:
    try:
        reached = as_nobody("-c", _NEEDED)
    except OSError as problem:
        pytest.skip(f"an ordinary user cannot start {sys.executable}: {problem.strerror}")
    if reached.returncode:
        pytest.skip(f"an ordinary user cannot load what {sys.executable} loads: {reached.stderr}")
    done = as_nobody(
        "-B", "-m", "pytest", "-q", str(Path(__file__).with_name("test_submissions.py"))
    )
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout
