"""The pictures of the report: made by real gradings, as wide as their names say."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "take_report_pictures.py"
# A phone's screen has two dots for a CSS pixel.
WIDTHS = {"report-360": 720, "report-1280": 1280}


def width(picture: Path) -> int:
    """Return the width of a PNG file; https://www.w3.org/TR/png-3/#11IHDR."""
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return int(struct.unpack(">I", head[16:20])[0])


@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this machine")
def test_a_small_cohort_is_taken(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SCRIPT, tmp_path, "2"], check=True, capture_output=True)
    assert {one.stem: width(one) for one in tmp_path.iterdir()} == WIDTHS


def test_the_pictures_of_the_pages_are_there_and_shown(repository: Path) -> None:
    docs = repository / "docs"
    kept = {one.stem: width(one) for one in (docs / "pictures").glob("report-*.png")}
    page = (docs / "how-to" / "give-back.md").read_text("utf-8")
    assert kept == WIDTHS
    assert set(re.findall(r"pictures/([\w-]+)\.png", page)) == set(WIDTHS)
