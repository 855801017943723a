"""The report as text: figures that are right, words beside each sign, no name when it is anonymous."""

from __future__ import annotations

import re

import pytest

from konexio_cli.model.gradebook import Gradebook, State
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.overview.helping import needing_help
from konexio_cli.reports.pages.heat_map import heat_map
from konexio_cli.reports.pages.report_page import report_page
from konexio_cli.reports.pages.words import percent
from tests.books import NOW, book

BOOK = book(14, 9)
EN = Texts(Language.EN)


def test_every_tile_says_in_words_what_it_shows() -> None:
    found = heat_map(BOOK, EN, NOW)
    tiles = [tile for _, rows in found.groups for row in rows for tile in row.tiles]
    assert len(tiles) == len(BOOK.learners) * len(BOOK.exercises)
    page = report_page(BOOK, EN, NOW)
    assert page.count('<svg class="tile" role="img"><title>') == len(tiles)
    assert len(re.findall("<title>", page)) == len(tiles) + 1
    for tile in tiles:
        state = tile.sign.partition("-")[0] if tile.sign.startswith("partly") else tile.sign
        assert EN.say(f"states.{state}") in tile.words


def test_each_sign_of_the_map_is_drawn_and_explained() -> None:
    page = report_page(BOOK, EN, NOW)
    used = set(re.findall(r'href="#(tile-[\w-]+)"', page))
    drawn = set(re.findall(r'<symbol id="(tile-[\w-]+)"', page))
    assert used <= drawn
    legend = page[page.index('class="legend') : page.index("</ul>", page.index('class="legend'))]
    shown = set(re.findall(r'href="#(tile-[\w-]+?)(?:-\d)?"', legend))
    assert {re.sub(r"-\d$", "", one) for one in used} <= shown


@pytest.mark.parametrize("language", list(Language))
def test_the_figures_are_those_of_the_book(language: Language) -> None:
    texts = Texts(language)
    page = report_page(BOOK, texts, NOW)
    marks = list(BOOK.marks.values())
    passed = sum(mark.state is State.PASSED for mark in marks) / len(marks)
    figures = re.findall(r"<dd>([^<]*)</dd>", page)
    assert figures[0] == percent(passed, texts)
    assert figures[3] == str(sum(mark.late_days > 0 for mark in marks))
    assert figures[4] == str(sum(bool(mark.problem) for mark in marks))


def test_everybody_who_needs_help_is_on_the_page() -> None:
    large = book(40, 12)
    needed = [one.learner.id for one in needing_help(large, NOW)]
    page = report_page(large, EN, NOW, anonymous=True)
    told = page[page.index('id="help"') : page.index('id="stuck"')]
    assert len(needed) > 6
    assert re.findall(r"<h3><bdi>([^<]*)</bdi>", told) == needed
    assert told.count("<details") == 1


def test_times_are_said_to_be_a_plan() -> None:
    page = report_page(BOOK, EN, NOW)
    assert EN.say("report.planned") in page[page.index('id="time"') :]


def test_an_anonymous_report_names_nobody() -> None:
    page = report_page(BOOK, EN, NOW, anonymous=True)
    assert not any(f">{one.name}<" in page for one in BOOK.learners)
    assert not any(one.name in page for one in BOOK.learners if len(one.name) > 12)
    assert all(one.id in page for one in BOOK.learners)
    assert ".ipynb" not in page


def test_a_cohort_without_anything_has_a_page() -> None:
    page = report_page(Gradebook("Empty", (), (), {}), EN, NOW)
    assert "Nobody stands out this week." in page
    assert "No due dates are set." in page


def test_percent_is_whole_only_when_it_is() -> None:
    assert [percent(share, EN) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        *("0%", "1%", "50%", "99%", "100%")
    ]
    assert percent(0.5, Texts(Language.FR)) == "50\u202f%"
