"""The line by which a learner knows a state again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.packs.changes import first_change


def notebook(*sources: str) -> bytes:
    cells = [{"cell_type": "code", "source": one} for one in sources]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "text"}, *cells]}).encode()


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (("a = 1\nb = 2",), ("a = 1\nb = 3",), "b = 3"),
        (("a = 1",), ("a = 1", "  b = 2"), "b = 2"),
        (("a = 1\nb = 2",), ("a = 1",), "b = 2"),
        (("a = 1",), ("a = 1\n\n   ",), ""),
        ((), (), ""),
    ],
)
def test_the_first_line_that_differs(
    before: tuple[str, ...], after: tuple[str, ...], line: str
) -> None:
    assert first_change(notebook(*before), notebook(*after)) == line


def test_what_is_no_notebook_has_no_lines() -> None:
    assert first_change(b"{", notebook("a = 1")) == "a = 1"
    assert first_change(notebook("a = 1"), b"") == "a = 1"
    assert first_change(b"", b"<html>") == ""


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=20), max_size=4))
def test_the_line_is_of_one_of_both(one: list[str], other: list[str]) -> None:
    line = first_change(notebook(*one), notebook(*other))
    assert "\n" not in line
    assert first_change(notebook(*one), notebook(*one)) == ""
    assert not line or any(line in text for text in map(str.strip, [*one, *other]))
