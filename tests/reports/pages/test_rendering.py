"""Pages as text: whatever people write stays text, and is read back as it is shown."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain
from konexio_cli.reports.pages.rendering import environment

_SAMPLE = """{% extends "base.html.jinja" %}
{% block title %}{{ name }}{% endblock %}
{% block main %}<h1 title="{{ name }}">{{ name }}</h1>{% endblock %}"""


class Heading(HTMLParser):
    """Reads the title of the heading, what stands in it, and all tags of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.title = self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "h1":
            self.title = dict(attrs)["title"] or ""

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["h1"]:
            self.text += data


def page(name: str) -> str:
    texts = Texts(Language.EN)
    return environment().from_string(_SAMPLE).render(texts=texts, name=name)


@given(st.text())
def test_any_text_is_shown_and_adds_no_tag(name: str) -> None:
    heading = Heading(page(name))
    assert heading.tags == Heading(page("x")).tags
    assert heading.title == plain(name)
    assert heading.text.strip() == plain(name).strip()


def test_a_fact_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string(_SAMPLE).render(texts=Texts(Language.EN))


def test_a_page_names_nothing_outside() -> None:
    assert "http:" not in page("x")
    assert "https:" not in page("x")
    assert "default-src 'none'" in page("x")
