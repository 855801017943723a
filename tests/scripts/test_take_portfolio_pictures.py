"""The pictures of the portfolio: taken of a built site, as wide as their names say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .test_take_report_pictures import width

SCRIPT = Path(__file__).parents[2] / "scripts" / "take_portfolio_pictures.py"
# A phone's screen has two dots for a CSS pixel.
NAMES = ("index-en", "index-ar", "task-en", "task-fr", "task-ar")
WIDTHS = {f"portfolio-{n}-{w}": w if w > 360 else 2 * w for n in NAMES for w in (360, 1280)}


@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this machine")
def test_they_can_be_taken_after_little_practice(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SCRIPT, tmp_path, "2"], check=True, capture_output=True)
    assert {one.stem: width(one) for one in tmp_path.iterdir()} == WIDTHS


def test_they_are_there_and_shown(repository: Path) -> None:
    docs = repository / "docs"
    kept = {one.stem: width(one) for one in (docs / "pictures").glob("portfolio-*.png")}
    page = (docs / "how-to" / "show-your-work.md").read_text("utf-8")
    assert kept == WIDTHS
    assert set(re.findall(r"pictures/([\w-]+)\.png", page)) == set(WIDTHS)
