"""Every link from one page to another leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")


def pages(repository: Path) -> Iterator[Path]:
    """Give all pages that people read."""
    yield from repository.glob("*.md")
    yield from (repository / "docs").rglob("*.md")


def broken(page: Path) -> Iterator[str]:
    """Give the links of a page that lead nowhere."""
    for target in _LINK.findall(page.read_text("utf-8")):
        if not (page.parent / target).exists():
            yield f"{page.name}: {target}"


def test_links_lead_somewhere(repository: Path) -> None:
    assert [link for page in pages(repository) for link in broken(page)] == []


def test_the_index_names_every_page(repository: Path) -> None:
    docs = repository / "docs"
    named = set(_LINK.findall((docs / "index.md").read_text("utf-8")))
    assert {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")} <= named | {
        "index.md"
    }
