"""Markdown of briefs and of learners' own words, as harmless HTML."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from konexio_cli.reports.clean import plain

_DEEPEST = 3  # a page's own headings are h1 and h2


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    # No HTML of theirs; no links and pictures, which could lead or ask anywhere.
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["link", "image", "autolink", "html_inline", "html_block", "reference"])


def markdown(text: str) -> Markup:
    """Return Markdown as HTML: text, lists, tables and code; headings begin at level 3."""
    tokens = _reader().parse(plain(text))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6) if token.tag != 'h1' else _DEEPEST}"
    return Markup(_reader().renderer.render(tokens, _reader().options, {}))  # noqa: S704 - made with HTML off


def first_paragraph(text: str) -> str:
    """Return the words that a text begins with: what a client wants, in a line or two."""
    tokens = _reader().parse(plain(text))
    quoted = [t for t in tokens if t.type == "inline" and t.level > 1]
    words = next(iter(quoted or [t for t in tokens if t.type == "inline"]), None)
    return " ".join((words.content if words else "").split())
