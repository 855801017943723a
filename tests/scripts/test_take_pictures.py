"""The pictures of the terminal: made by real runs, and loading nothing from anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

NAMES = {
    *("check-unfinished", "check-wrong", "check-wrong-fr", "check-right"),
    *("cohort-grade", "pack-check", "watch-wrong-fr", "watch-right-fr"),
}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    script = Path(__file__).parents[2] / "scripts" / "take_pictures.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True)
    return folder


def text_of(picture: Path) -> str:
    """Return the text in a picture; raise ParseError when it is not XML."""
    root = ET.fromstring(picture.read_bytes())  # noqa: S314 - our own picture
    return "".join(root.itertext()).replace("\xa0", " ")


def test_all_pictures_are_taken(taken: Path, repository: Path) -> None:
    assert {picture.stem for picture in taken.glob("*.svg")} == NAMES
    assert {picture.stem for picture in (repository / "docs" / "pictures").glob("*.svg")} == NAMES


def test_pictures_show_what_their_names_say(taken: Path) -> None:
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


def test_pictures_load_nothing_and_hold_no_temporary_paths(taken: Path, repository: Path) -> None:
    for picture in (*taken.iterdir(), *(repository / "docs" / "pictures").glob("*.svg")):
        links = re.findall(r"https?:[^\"'\s]*", picture.read_text("utf-8"))
        assert set(links) == {"http://www.w3.org/2000/svg"}
        assert tempfile.gettempdir() not in text_of(picture)
        assert str(repository) not in text_of(picture)


def test_readme_shows_them(repository: Path) -> None:
    shown = re.findall(
        r"\(docs/pictures/(.+)\.svg\)", (repository / "README.md").read_text("utf-8")
    )
    assert shown
    assert set(shown) <= NAMES
