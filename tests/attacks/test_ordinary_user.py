"""The same attacks once more, as a user without rights, where root runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_HERE = Path(__file__)
_TIER = "from konexio_cli.sandbox.forked import ForkedRooms as R; r = R(); print(r.tier); r.close()"


def as_nobody(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run our interpreter as a user that owns nothing."""
    repository = _HERE.parents[2]
    with tempfile.TemporaryDirectory(prefix="konexio-nobody-") as home:
        Path(home).chmod(0o777)
        become = (str(_HERE.with_name("nobody.py")), str(repository), home, "--")
        return subprocess.run(
            [sys.executable, "-P", *become, "-B", *arguments],
            env={"HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "PATH": os.defpath},
            cwd=repository,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="this is one already")
def test_attacks_as_an_ordinary_user() -> None:
    tier = as_nobody("-c", _TIER)
    assert tier.returncode == 0, tier.stderr
    if tier.stdout.strip() != "A":
        pytest.skip(f"an ordinary user gets rooms of tier {tier.stdout.strip()} here")
    done = as_nobody("-m", "pytest", "-q", str(_HERE.parent), f"--ignore={_HERE}")
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout
