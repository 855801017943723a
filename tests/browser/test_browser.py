"""The looking itself: what is wrong with a page is noticed, and the base of all pages is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.rendering import environment

from .conftest import Barriers
from .looking import Looking

_BAD = """<!doctype html><html lang="en"><title>Bad</title><body><main><h1>Bad</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
<p style="color:#ccc;background:#fff">Pale</p><div style="width:2000px">Wide</div></main></body>"""
_SAMPLE = """{% extends "base.html.jinja" %}
{% block title %}{{ name }}{% endblock %}
{% block main %}<h1>{{ name }}</h1><p class="quiet">{{ name }} <a href="#end">{{ name }}</a></p>
<div class="sheet small quiet">{{ name }}<span class="aloud">{{ name }}</span></div>
<div class="frame" tabindex="0" role="region" aria-label="{{ name }}">
<table><tr><th scope="row">{{ name }}</th><td style="min-width: 900px"><code>{{ name }}</code></td>
</tr></table></div><h2 id="end">{{ name }}</h2>{% endblock %}"""


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.html"
    path.write_text(_BAD, "utf-8")
    return path


def sample(folder: Path, language: Language, name: str) -> Path:
    path = folder / "sample.html"
    page = environment().from_string(_SAMPLE).render(texts=Texts(language), name=name)
    path.write_text(page, "utf-8")
    return path


def test_what_is_wrong_with_a_page_is_told(bad: Path, barriers: Barriers) -> None:
    *rules, wide = barriers(bad)
    assert {line.partition(":")[0] for line in rules} == {"color-contrast", "image-alt"}
    assert int(wide.split()[0]) > 1000


def test_a_request_is_told(bad: Path, page_of: Looking) -> None:
    page = page_of(bad)
    with page.expect_event("console"):
        page.evaluate("document.images[0].src = 'https://x.example/a.gif'")
    assert "asks for https://x.example/a.gif" in page_of.complaints
    page_of.complaints.clear()


@pytest.mark.parametrize("language", list(Language))
def test_the_base_is_clean_in_every_language(
    tmp_path: Path, page_of: Looking, barriers: Barriers, language: Language
) -> None:
    path = sample(tmp_path, language, "Amina")
    assert barriers(path) == []
    side = "rtl" if language is Language.AR else "ltr"
    assert page_of(path).evaluate("document.dir") == side


def test_what_people_wrote_is_text_in_a_page(tmp_path: Path, page_of: Looking) -> None:
    name = "<img src=//x.example onerror=alert(1)>\u202e\x1b[2J"
    page = page_of(sample(tmp_path, Language.EN, name))
    assert page.locator("img").count() == 0
    assert page.locator("h1").inner_text() == name.replace("\u202e", "<U+202E>").replace(
        "\x1b", "<U+001B>"
    )


def test_a_page_runs_no_script_and_loads_nothing(tmp_path: Path, page_of: Looking) -> None:
    path = sample(tmp_path, Language.EN, "Amina")
    text = path.read_text("utf-8")
    path.write_text(text.replace("<h1>", "<h1><script>document.title = 'x'</script>"), "utf-8")
    page = page_of(path)
    assert page.title() == "Amina"
    assert any("Content Security Policy" in one for one in page_of.complaints)
    page_of.complaints.clear()
