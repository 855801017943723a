"""Bars of a table's numbers: the one chart that needs no explanation."""

from __future__ import annotations

from dataclasses import dataclass

from konexio_cli.reports.site.previews import Preview, number_in

_FEWEST, _MOST = 3, 12
_WIDE = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A row's name, its number as it is written, and its length in percent of the longest."""

    name: str
    written: str
    length: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one column; `title` is the column's name, `names` that of the first one."""

    title: str
    names: str
    bars: tuple[Bar, ...]


def chart(table: Preview) -> Chart | None:
    """Return the bars of a short table whose rows are names with one number each; else None.

    The table must be shown whole: bars of some of its rows would tell another story.
    """
    named = table.head and 0 not in table.numbers and table.all == len(table.rows)
    if not named or len(table.numbers) != 1 or not _FEWEST <= len(table.rows) <= _MOST:
        return None
    (column,) = table.numbers
    values = [number_in(row[column]) or 0.0 for row in table.rows]
    if min(values) < 0 or max(values) == 0 or len({row[0] for row in table.rows}) < len(values):
        return None
    bars = tuple(
        Bar(row[0], row[column], round(_WIDE * value / max(values), 1))
        for row, value in zip(table.rows, values, strict=True)
    )
    return Chart(table.head[column], table.head[0], bars)
