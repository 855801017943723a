"""What is shown of a file is what it says: of any file, and never more than a little."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.showcase import ShownFile
from konexio_cli.reports.site.bars import chart
from konexio_cli.reports.site.pictures import words_of
from konexio_cli.reports.site.previews import Preview, number_in, preview
from tests.showing import SVG, a_png, a_workbook

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=90)


def shown(name: str, body: bytes) -> Preview:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        path.write_bytes(body)
        return preview(ShownFile(name, path, ""))


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.png", "a.svg", "a.jpg", "a"]),
)
def test_any_bytes_are_shown_or_only_named(body: bytes, name: str) -> None:
    found = shown(name, body)
    assert all(len(row) == len(found.head) for row in found.rows)
    assert len(found.rows) + len(found.lines) <= 14


@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=20))
def test_a_table_is_shown_as_it_is(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["first", "second"], *rows])
    found = shown("t.csv", text.getvalue().encode())
    assert found.head == ("first", "second")
    # Wherever a cell is not cut it is the learner's own.
    for row, own in zip(found.rows, rows, strict=False):
        assert [
            len(cell) <= 60 and (cell == mine or cell[-1:] == "…")
            for cell, mine in zip(row, own, strict=False)
        ] == [True, True]
    assert found.all == len(rows)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1", 1.0), ("1,5", 1.5), ("1 200.50", 1200.5), ("-3", -3.0), ("1-2", None), ("", None)],
)
def test_numbers(cell: str, number: float | None) -> None:
    assert number_in(cell) == number


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=12))
def test_bars_are_as_long_as_their_numbers(values: list[int]) -> None:
    rows = "".join(f"m{i},{value}\n" for i, value in enumerate(values))
    found = chart(shown("t.csv", f"month,total\n{rows}".encode()))
    if max(values) == 0 or len(values) > 8:
        assert found is None
        return
    assert found is not None
    assert [float(bar.written) for bar in found.bars] == values
    longest = max(values)
    assert all(
        bar.length == pytest.approx(100 * value / longest, abs=0.1)
        for bar, value in zip(found.bars, values, strict=True)
    )


def test_half_a_table_has_no_bars() -> None:
    rows = "".join(f"m{i},{i}\n" for i in range(9))
    assert chart(shown("t.csv", f"month,total\n{rows}".encode())) is None


def test_a_workbook_is_shown_as_its_first_sheet() -> None:
    found = shown("t.xlsx", a_workbook(12))
    assert found.head == ("day", "shop", "amount")
    assert found.rows[0] == ("2024-01-01", "Shop 0", "0.5")
    assert (len(found.rows), found.all, found.numbers) == (8, 12, (2,))


def test_a_workbook_that_unpacks_to_too_much_is_only_named() -> None:
    made = io.BytesIO(a_workbook())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/x.bin", bytes(17 << 20))
    assert shown("t.xlsx", made.getvalue()) == replace(shown("t.xlsx", b""), file=ANY)


@pytest.mark.parametrize(
    ("name", "body", "picture"),
    [
        ("a.png", a_png(), True),
        ("a.png", SVG, False),
        ("a.png", a_png(9_000, 1), False),
        ("a.png", a_png() + bytes(1 << 20), False),
        ("a.svg", SVG, True),
        ("a.svg", b'<?xml version="1.0"?>\n<!-- made by x -->\n' + SVG, True),
        ("a.svg", b"<html>" + SVG, False),
        ("A.JPG", b"\xff\xd8\xff\xe0", True),
        ("a.txt", a_png(), False),
    ],
)
def test_a_picture_is_what_its_name_says(name: str, body: bytes, *, picture: bool) -> None:
    assert shown(name, body).picture is picture


def test_a_picture_has_its_name_for_words() -> None:
    assert words_of("charts/total-by_month 2024.png") == "total by month 2024"
