"""The report in a real browser: a large class stays readable, by mouse, keyboard, ear and paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from konexio_cli.model.gradebook import Gradebook
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.report_page import report_page
from tests.books import NOW, book

from .conftest import Axe, Barriers
from .looking import Looking, sideways

LARGE = book(60, 30)
SMALL = book(5, 3)
EMPTY = Gradebook("Empty", (), (), {})


def written(folder: Path, shown: Gradebook, language: Language = Language.EN) -> Path:
    path = folder / "report.html"
    path.write_text(report_page(shown, Texts(language), NOW), "utf-8")
    return path


@pytest.mark.parametrize("language", list(Language))
def test_everybody_can_read_it(tmp_path: Path, barriers: Barriers, language: Language) -> None:
    assert barriers(written(tmp_path, book(20, 12), language)) == []


@pytest.mark.parametrize("shown", [SMALL, EMPTY], ids=["small", "empty"])
def test_small_and_empty_cohorts_break_no_rule(
    tmp_path: Path, page_of: Looking, axe: Axe, shown: Gradebook
) -> None:
    assert axe(page_of(written(tmp_path, shown))) == []


@pytest.mark.parametrize("language", [Language.EN, Language.AR])
def test_a_large_class_never_scrolls_sideways(
    tmp_path: Path, page_of: Looking, language: Language
) -> None:
    assert sideways(page_of(written(tmp_path, LARGE, language)), 320, 360, 768, 1280) == 0


def test_sixty_learners_and_thirty_exercises_fit_a_laptop(tmp_path: Path, page_of: Looking) -> None:
    page = page_of(written(tmp_path, LARGE), 1280)
    tiles = page.locator(".map tbody svg.tile")
    assert tiles.count() == 60 * 30
    first, frame = tiles.first.bounding_box(), page.locator(".map")
    assert first is not None
    assert (first["width"], first["height"]) == (24, 20)
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") == 0


def test_on_a_phone_the_map_moves_and_the_names_stay(tmp_path: Path, page_of: Looking) -> None:
    page = page_of(written(tmp_path, LARGE), 360)
    name = page.locator(".map tbody th[scope=row]").first
    before = name.bounding_box()
    page.locator(".map").evaluate("one => { one.scrollLeft = 400 }")
    assert page.locator(".map").evaluate("one => one.scrollLeft") == 400
    assert name.bounding_box() == before


def test_the_map_is_printed_on_the_long_side_of_the_paper(tmp_path: Path, page_of: Looking) -> None:
    page = page_of(written(tmp_path, LARGE), 1040, printed=True)
    assert page.locator(".map").evaluate("one => getComputedStyle(one).overflowX") == "visible"
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", printed)
    assert {float(width) > float(height) for width, height in boxes} == {True, False}
