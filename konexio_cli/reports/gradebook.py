"""The gradebook as CSV: RFC 4180, and no cell that a spreadsheet would run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

from konexio_cli.reports.clean import one_line

# Where a spreadsheet would see a formula begin: at the start of a cell, and behind a
# semicolon, which ends a cell wherever the comma is the decimal sign. The wide signs are
# formulas to East Asian spreadsheets.
_FORMULA = re.compile(r"""(^|;)(?=[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20])""")

# Most texts and numbers: nothing to quote in them, and no formula; seen with one look.
_HARMLESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:,/()-]*")
_NUMBERS = (int, float, Decimal)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV: every cell quoted, CRLF line ends, texts harmless."""
    out = io.StringIO(newline="")
    add_rows(out, [header])
    add_rows(out, rows)
    return out.getvalue()


def add_rows(out: TextIO, rows: Iterable[Sequence[object]]) -> None:
    """Add rows to a table, as `csv_text` has them; `out` must leave line ends as they are."""
    out.writelines(row_text(cells_text(row)) for row in rows)


def cells_text(cells: Iterable[object]) -> str:
    """Return cells that stand side by side as they stand in a CSV: to be used more than once."""
    return ",".join([cell_text(cell) for cell in cells])


def cell_text(cell: object) -> str:
    """Return one cell as it stands in a CSV."""
    if type(cell) is int:  # ours, and most of what stands in a table of points
        return f'"{cell}"'
    text = str(cell)
    if not _HARMLESS.fullmatch(text):
        text = safe_cell(cell).replace('"', '""')
    return f'"{text}"'


def row_text(*parts: str) -> str:
    """Return a row made of such texts."""
    return f"{','.join(parts)}\r\n"


def safe_cell(value: object) -> str:
    """Return a cell's text; what a spreadsheet would take for a formula gets a ' before it.

    Numbers are ours and stay numbers; the rule for texts is OWASP's on CSV injection.
    """
    if isinstance(value, _NUMBERS):
        return str(value)
    text = one_line(str(value))
    # Most texts begin with a letter or a digit: no formula can stand in them.
    if text[:1].isalnum() and ";" not in text:
        return text
    return _FORMULA.sub(r"\1'", text)
