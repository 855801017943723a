"""The first sheet of a workbook, as rows of text."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice

# openpyxl: the course writes its workbooks with it, and it reads a sheet row by row.
from openpyxl import load_workbook

# What a workbook may unpack to, and how much of its first sheet is looked at.
_UNPACKED = 16 << 20
_ROWS, _COLUMNS = 20_000, 64


def rows_in(body: bytes) -> list[list[str]]:
    """Return the rows of a workbook's first sheet that are not empty; none of what is no workbook.

    Formulas are shown as the numbers that were last worked out; no macro and no link is followed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _UNPACKED:
                return []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_rows(body))
    except Exception:  # noqa: BLE001 - what a stranger's workbook raises is in no list; it is named only
        return []


def _rows(body: bytes) -> Iterator[list[str]]:
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # A sheet says itself how large it is, and may be wrong.
        sheet.reset_dimensions()
        for row in islice(sheet.iter_rows(max_col=_COLUMNS, values_only=True), _ROWS):
            cells = [_text(value) for value in row]
            if any(cells):
                yield cells
    finally:
        book.close()


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
        case float():
            return f"{value:g}" if value.is_integer() else str(value)
        case _:
            return " ".join(str(value).split())
