"""The badge: its words fit, whatever they are, and nothing in them is taken for markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.credentials.badge import baked, words_of
from konexio_cli.credentials.baking import check_drawing, unbaked

from .making import a_claim, an_organisation

# What XML can hold; a claim's texts are cleaned of the rest before they are signed.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=120)


@given(TEXT, TEXT, TEXT)
def test_every_badge_is_drawn_and_read_back(title: str, label: str, issuer: str) -> None:
    claim = a_claim(title=title, label=label)
    svg = baked(words_of(claim, issuer), "eyJ.eyJ.x")
    badge = unbaked(svg, "x")
    assert badge.credential == "eyJ.eyJ.x"
    check_drawing(badge, claim, issuer, "x")


@given(TEXT)
def test_a_title_has_few_and_short_lines(title: str) -> None:
    words = words_of(a_claim(title=title), "K")
    assert len(words.lines) <= 3
    assert all(len(line) <= 22 for line in words.lines)
    if not "".join(words.lines).endswith("…"):
        assert "".join("".join(words.lines).split()) == "".join(title.split())


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Price with VAT", ("Price with VAT",)),
        ("Clean a client list", ("Clean a", "client list")),
        ("Nettoyer une liste de clients", ("Nettoyer une", "liste de clients")),
    ],
)
def test_lines_have_about_the_same_length(title: str, lines: tuple[str, ...]) -> None:
    assert words_of(a_claim(title=title), "K").lines == lines


def test_a_badge_is_small_and_names_itself() -> None:
    issued = an_organisation().issue()
    root = ET.fromstring(issued.svg)  # noqa: S314 - our own drawing
    assert len(issued.svg) < 8_000
    assert root.get("role") == "img"
    names = [one.text for one in root.iter() if one.get("id") == root.get("aria-labelledby")]
    assert names == ["Clean a client list"]
