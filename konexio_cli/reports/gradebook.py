"""The gradebook as CSV: RFC 4180, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from konexio_cli.reports.clean import one_line

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV: every cell quoted, CRLF line ends, texts harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in header])
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def safe_cell(value: object) -> str:
    """Return a cell's text; what a spreadsheet would take for a formula gets a leading '.

    Numbers are ours and stay numbers; the rule for texts is OWASP's on CSV injection.
    """
    if isinstance(value, int | float):
        return str(value)
    text = one_line(str(value))
    starts = text.lstrip(" ").startswith(_FORMULA_STARTS) or str(value).startswith(_FORMULA_STARTS)
    return f"'{text}" if starts else text
