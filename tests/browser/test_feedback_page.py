"""A learner's page in a real browser: three languages, small and large, light, dark and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.model.language import Language
from konexio_cli.reports.pages.feedback_page import feedback_page
from tests.books import book

from .conftest import Barriers
from .looking import Looking

BOOK = book(12, 9)


@pytest.fixture(params=BOOK.learners[:6], ids=lambda one: f"{one.id}-{one.language}")
def page_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(feedback_page(BOOK, request.param), "utf-8")
    return path


def test_everybody_can_read_it(page_file: Path, barriers: Barriers) -> None:
    assert barriers(page_file) == []


def test_it_prints_dark_on_light_whatever_the_screen(page_file: Path, page_of: Looking) -> None:
    page = page_of(page_file, dark=True, printed=True)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 35, 48)"
    assert page.pdf().startswith(b"%PDF")


def test_arabic_runs_from_right_to_left(tmp_path: Path, page_of: Looking) -> None:
    learner = next(one for one in BOOK.learners if one.language is Language.AR)
    path = tmp_path / "page.html"
    path.write_text(feedback_page(BOOK, learner), "utf-8")
    page = page_of(path, 360)
    place = page.locator("h1 bdi").bounding_box()
    assert place is not None
    assert place["x"] + place["width"] > 300
    assert page.locator("code.command").first.evaluate(
        "one => getComputedStyle(one).direction"
    ) == ("ltr")
