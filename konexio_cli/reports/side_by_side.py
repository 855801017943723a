"""Two learners' answers side by side; what they share carries a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain
from konexio_cli.reports.pages.rendering import render


class MarkedLine(NamedTuple):
    """A line of an answer, and the number of the passage that it belongs to; 0 for none."""

    text: str
    passage: int = 0


class Side(NamedTuple):
    """One learner's answer under a name or pseudonym; `file` is "" where nobody may know it."""

    name: str
    file: str
    lines: tuple[MarkedLine, ...]


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two answers to one exercise that have more in common than chance gives.

    `similarity` goes from 0 to 1. `bits` is how rare it is: each bit halves the chance.
    """

    exercise: str
    group: int
    similarity: float
    bits: float
    sides: tuple[Side, Side]

    @property
    def passages(self) -> int:
        """Return how many passages both have."""
        return max((line.passage for line in self.sides[0].lines), default=0)


def pairs_table(pairs: Sequence[AlikePair], texts: Texts) -> RenderableType:
    """Return the list of all pairs, the rarest first."""
    table = Table(box=None, pad_edge=False)
    for key in ("exercise", "pair"):
        table.add_column(texts.say(f"similar.{key}"))
    for key in ("group", "similarity", "chance", "passages"):
        table.add_column(texts.say(f"similar.{key}"), justify="right")
    for pair in pairs:
        names = " + ".join(plain(side.name) for side in pair.sides)
        counts = (str(pair.group), f"{pair.similarity:.0%}", f"{pair.bits:.0f}", str(pair.passages))
        table.add_row(Text(pair.exercise), Text(names), *counts)
    return table


def pair_table(pair: AlikePair) -> RenderableType:
    """Return two answers beside each other, line by line."""
    table = Table(title=Text(pair.exercise), title_justify="left", pad_edge=False)
    for side in pair.sides:
        table.add_column("", justify="right")
        table.add_column(Text(plain(side.name)), overflow="fold")
    for rows in zip_longest(*(side.lines for side in pair.sides), fillvalue=MarkedLine("")):
        table.add_row(*(cell for line in rows for cell in _cells(line)))
    return table


def _cells(line: MarkedLine) -> Iterator[Text]:
    yield Text(str(line.passage or ""))
    yield Text(plain(line.text), style="reverse" if line.passage else "")


def similar_page(pairs: Sequence[AlikePair], read: int, texts: Texts) -> str:
    """Return the page of all pairs, of `read` answers that were compared."""
    return render("similar", texts, pairs=pairs, read=read)
