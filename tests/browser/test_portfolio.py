"""Every page of a portfolio's site in a real browser: three languages, small, large, printed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from konexio_cli.cli.learner.papers import papers_in
from konexio_cli.model.language import Language
from konexio_cli.reports.site.site import page_of as page_name
from konexio_cli.reports.site.site import site_files
from tests.showing import SKILLS, a_showcase

from .conftest import Axe, Barriers
from .looking import Looking, sideways

TASK = "c1-receipts-to-table"
SHEETS = tuple(f"{TASK}-round2-{kind}" for kind in ("quote", "invoice", "message", "delivery"))
_MOST_BYTES = 100_000
_MOST_PAPER = 2
_TARGETS = """[...document.querySelectorAll('a')].map(
  one => [one.href, decodeURIComponent(new URL(one.href).pathname)]
)"""


@pytest.fixture(scope="module", params=list(Language))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portfolio")
    shown = a_showcase(folder / "portfolio")
    made = site_files(shown, SKILLS, request.param, papers_in(shown))
    for name, body in made.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder / "site"


# Few tests with much in each: a site is made again by each process that has one of them.
def test_everybody_can_read_it(site: Path, barriers: Barriers, page_of: Looking, axe: Axe) -> None:
    for name in ("index", "cv", TASK, SHEETS[0]):
        assert barriers(site / f"{name}.html") == [], name
    for sheet in SHEETS[1:]:
        page = page_of(site / f"{sheet}.html", 320)
        assert axe(page) == []
        assert sideways(page, 320, 360) == 0


def sheets_of_paper(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_pages_fit_on_two_sheets_and_each_document_on_one(site: Path, page_of: Looking) -> None:
    for name in ("cv", TASK):
        assert sheets_of_paper(page_of(site / f"{name}.html", printed=True)) <= _MOST_PAPER, name
    for sheet in SHEETS:
        page = page_of(site / f"{sheet}.html", printed=True)
        assert sheets_of_paper(page) == 1, sheet
    # The client of these documents reads French, whatever the learner reads.
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_a_task_with_much_fits_on_two_sheets(tmp_path: Path, page_of: Looking) -> None:
    shown = a_showcase(tmp_path / "portfolio")
    piece = next(one for one in shown.tasks if page_name(one) == f"{TASK}.html")
    picture = next(file for file in piece.rounds[1].files if file.name.endswith(".png"))
    files = tuple(replace(picture, name=f"{number}.png") for number in range(40))
    rounds = tuple(replace(one, goals=one.goals * 2, files=files) for one in piece.rounds)
    much = replace(piece, rounds=rounds, words="Every word of it. " * 110)
    for name, body in site_files(replace(shown, pieces=(much,)), SKILLS, Language.FR).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body)
    assert sheets_of_paper(page_of(tmp_path / f"{TASK}.html", printed=True)) == _MOST_PAPER


def test_pages_are_small_and_links_lead_somewhere(site: Path, page_of: Looking) -> None:
    for path in site.glob("*.html"):
        assert path.stat().st_size < _MOST_BYTES
        shown = page_of(path)
        targets = shown.evaluate(_TARGETS)
        assert targets
        for target, there in targets:
            assert target.startswith("file:")
            assert Path(there).is_file(), target


def test_what_learners_write_runs_nothing(site: Path, page_of: Looking) -> None:
    shown = page_of(site / "c1-receipts-to-table.html")
    assert shown.evaluate("document.scripts.length") == 0
    assert "<script>alert(1)</script>" in shown.locator(".words").inner_text()
