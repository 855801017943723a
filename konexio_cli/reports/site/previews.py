"""What a page shows of a delivered file: the first rows of a table, the first lines of a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from konexio_cli.model.showcase import ShownFile
from konexio_cli.reports.site.pictures import PICTURES, is_picture
from konexio_cli.reports.site.workbooks import rows_in

_ROWS, _COLUMNS, _LINES, _CELL = 8, 8, 14, 60
_MOST = 1 << 20
_TEXTS = (".txt", ".md", ".py", ".json", ".yaml", ".yml", ".html", ".log")


@dataclass(frozen=True, slots=True)
class Preview:
    """A file, and what is shown of it: a table's `head` and `rows`, or the `lines` of a text.

    `all` is how many rows or lines there are; 0 of a file that is only named, and of a
    `picture`, which is shown itself.
    """

    file: ShownFile
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    all: int = 0
    picture: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the columns whose shown cells are all numbers."""
        return tuple(
            column
            for column in range(len(self.head))
            if self.rows and all(number_in(row[column]) is not None for row in self.rows)
        )


def preview(file: ShownFile) -> Preview:
    """Return what is shown of a file; of a damaged or unknown one, its name."""
    name = file.name.lower()
    try:
        body = file.path.read_bytes()
        if name.endswith(PICTURES):
            return Preview(file, picture=is_picture(name, body))
        if name.endswith(".xlsx"):
            return _table(file, rows_in(body))
        text = body[:_MOST].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Preview(file)
    if name.endswith(".csv"):
        rows = _rows_of_csv(text)
        return _text(file, text) if rows is None else _table(file, rows)
    return _text(file, text) if name.endswith(_TEXTS) else Preview(file)


def _rows_of_csv(text: str) -> list[list[str]] | None:
    semicolons = text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ","))
    except csv.Error:
        return None
    return [row for row in rows if row]


def _table(file: ShownFile, rows: Sequence[Sequence[str]]) -> Preview:
    if not rows:
        return Preview(file)
    # A workbook's rows are as wide as its widest one.
    width = min(max((n for n, cell in enumerate(rows[0], 1) if cell), default=1), _COLUMNS)
    shown = tuple(_cells(row, width) for row in rows[1 : _ROWS + 1])
    return Preview(file, _cells(rows[0], width), shown, all=len(rows) - 1)


def _cells(row: Sequence[str], width: int) -> tuple[str, ...]:
    cells = [cell if len(cell) <= _CELL else f"{cell[: _CELL - 1]}…" for cell in row[:width]]
    return (*cells, *[""] * (width - len(cells)))


def _text(file: ShownFile, text: str) -> Preview:
    lines = text.splitlines()
    return Preview(file, lines=tuple(line[:200] for line in lines[:_LINES]), all=len(lines))


def number_in(cell: str) -> float | None:
    """Return the number that a cell holds; None for any other text, and for not-a-number."""
    plain = cell.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    if not plain or not all(sign in "0123456789.,-+" for sign in plain):
        return None
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None
