from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.reports.gradebook import csv_text, safe_cell

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

NAMES = [
    "Amina Diallo",
    "O'Neil, Kim",
    'José "Pepe" García',
    "فاطمة الزهراء",
    "two\nlines",
    "陳大文",
    "=SUM(A1)",
    "  =1+1",
    "\t=1+1",
    "\r\n@cmd",
    "x;=1+1",
    'x;"=1+1',
    "+33 6 12 34 56 78",
    "\uff1d1+1",
]
CELL = st.one_of(st.text(), st.text(" =+-@;,\"'\t\r\nab\uff1d", max_size=8), st.sampled_from(NAMES))
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
)
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def read_back(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@unhurried
@given(TABLE)
def test_a_table_keeps_its_form(table: list[list[str]]) -> None:
    found = read_back(csv_text(table[0], table[1:]))
    assert [len(row) for row in found] == [len(row) for row in table]
    assert found == [[safe_cell(cell) for cell in row] for row in table]


@unhurried
@given(TABLE)
def test_no_spreadsheet_runs_a_cell(table: list[list[str]]) -> None:
    text = csv_text(table[0], table[1:])
    assert not any(cell.startswith(("\t", "\r")) for row in read_back(text) for cell in row)
    # Where the comma is the decimal sign, as in French, spreadsheets split at the semicolon.
    for delimiter in ",;\t":
        cells = [cell for row in read_back(text, delimiter) for cell in row]
        assert not any(cell.lstrip().startswith(FORMULA) for cell in cells)


@unhurried
@given(TABLE)
def test_a_row_is_a_line_that_ends_with_crlf(table: list[list[str]]) -> None:
    text = csv_text(table[0], table[1:])
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(table)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Amina Diallo", "Amina Diallo"),
        ("فاطمة", "فاطمة"),
        ("O'Neil, Kim", "O'Neil, Kim"),
        ('José "Pepe"', 'José "Pepe"'),
        ("two\nlines", "two lines"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("  -1", "'  -1"),
        ("\r\nx", "x"),
        ("\r=1", "<U+000D>=1"),
        ("a;=1", "a;'=1"),
        ("a; b - c", "a; b - c"),
        (-3, "-3"),
        (0.5, "0.5"),
        (None, "None"),
    ],
)
def test_cells(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_a_small_gradebook() -> None:
    assert csv_text(("learner", "points"), [("O'Neil, Kim", 3)]) == (
        '"learner","points"\r\n"O\'Neil, Kim","3"\r\n'
    )
