"""The pictures of the terminal: made by real runs, and loading nothing from anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

NAMES = {
    *("check-unfinished", "check-wrong", "check-wrong-fr", "check-right"),
    *("cohort-grade", "pack-check", "watch-wrong-fr", "watch-right-fr"),
}


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    script = Path(__file__).parents[2] / "scripts" / "take_pictures.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    return tmp_path


def text_of(picture: Path) -> str:
    """Return the text in a picture; raise ParseError when it is not XML."""
    root = ET.fromstring(picture.read_bytes())  # noqa: S314 - our own picture
    return "".join(root.itertext()).replace("\xa0", " ")


def hold_no_places(pictures: Iterable[Path], repository: Path) -> None:
    """Demand that pictures load nothing, and hold no path of the machine that took them."""
    for picture in pictures:
        links = re.findall(r"https?:[^\"'\s]*", picture.read_text("utf-8"))
        assert set(links) == {"http://www.w3.org/2000/svg"}
        assert tempfile.gettempdir() not in text_of(picture)
        assert str(repository) not in text_of(picture)


# One test: whoever shares out tests among processes must not have the pictures taken twice.
def test_pictures_are_taken_and_show_what_their_names_say(taken: Path, repository: Path) -> None:
    assert {picture.stem for picture in taken.glob("*.svg")} == NAMES
    hold_no_places(taken.iterdir(), repository)
    for name, words in {
        "check-unfinished": "no answer yet",
        "check-wrong": "Your code gives: Decimal('2000')",
        "check-wrong-fr": "pas encore",
        "check-right": "passed",
        "cohort-grade": "is damaged",
        "pack-check": "exercises are good",
        "watch-wrong-fr": "h indice · n suivant · u retour · q quitter",
        "watch-right-fr": "Tapez n pour l'exercice suivant.",
    }.items():
        assert words in text_of(taken / f"{name}.svg")


def test_the_pictures_that_are_kept_are_these(repository: Path) -> None:
    kept = list((repository / "docs" / "pictures").glob("*.svg"))
    assert {picture.stem for picture in kept} == NAMES
    hold_no_places(kept, repository)


def test_readme_shows_them(repository: Path) -> None:
    shown = re.findall(
        r"\(docs/pictures/(.+)\.svg\)", (repository / "README.md").read_text("utf-8")
    )
    assert shown
    assert set(shown) <= NAMES
