"""The page of pairs in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.side_by_side import AlikePair, MarkedLine, Side, similar_page

from .conftest import Barriers
from .looking import Looking


def page(folder: Path, language: Language) -> Path:
    lines = (
        MarkedLine("def f(a):", 1),
        MarkedLine("    return a + " + "1 + " * 80 + "1", 1),
        MarkedLine("<script>alert(1)</script>"),
    )
    sides = (Side("A", "", lines), Side("مريم", "x/مريم.ipynb", lines[:2]))
    pairs = [AlikePair(f"m0{n}/tidy-name", n, 0.5, 20.0, sides) for n in (1, 2)]
    path = folder / "similar.html"
    path.write_text(similar_page(pairs, 30, Texts(language)), "utf-8")
    return path


@pytest.mark.parametrize("language", list(Language))
def test_everybody_can_read_it(
    tmp_path: Path, page_of: Looking, barriers: Barriers, language: Language
) -> None:
    path = page(tmp_path, language)
    assert barriers(path) == []
    assert "<script>alert(1)</script>" in page_of(path).inner_text("main")


def test_a_pair_of_the_table_leads_to_its_answers(tmp_path: Path, page_of: Looking) -> None:
    shown = page_of(page(tmp_path, Language.EN))
    shown.click("a[href='#pair-2']")
    assert shown.locator("#pair-2").is_visible()
    assert shown.evaluate("document.querySelector(':target').id") == "pair-2"
