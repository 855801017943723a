"""A learner's code as tokens that no new name, layout or comment changes."""

from __future__ import annotations

import builtins
import io
import keyword
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from konexio_cli.cohort.similar.statements import Statement, Token, statements_of

Unit: TypeAlias = tuple[Token, ...]

_NAME = "N"
_DEFINES = {"def", "class"}
_BEGINS_UNIT = {*_DEFINES, "async", "@"}
_FUNCTIONS = frozenset(name for name in dir(builtins) if callable(getattr(builtins, name)))
_METHODS = frozenset(
    name
    for kind in (str, bytes, list, dict, set, int, float, io.TextIOWrapper)
    for name in dir(kind)
    if not name.startswith("_")
)


def units(texts: Iterable[tuple[str, int]]) -> tuple[Unit, ...]:
    """Return the tokens of cells: a unit for each definition, and one for each cell's rest.

    Each text comes with the number of its first line. Whoever moves definitions or cells
    moves units and changes none. Names become one sign, but for those of Python that are
    called; strings become one sign. Broken code gives the tokens around the broken lines.
    """
    cells = [list(statements_of(text, first)) for text, first in texts]
    found = [unit for cell in cells for unit in _units(cell) if unit]
    own = {after.text for unit in found for before, after in pairwise(unit) if _defines(before)}
    return tuple(_normal(unit, own) for unit in found)


def _defines(token: Token) -> bool:
    return token.text in _DEFINES


def _units(cell: Sequence[Statement]) -> Iterator[Unit]:
    rest: list[Token] = []
    unit = rest
    definitions: list[list[Token]] = []
    decorated = False
    for statement in cell:
        first = statement.tokens[0].text
        if statement.top:
            if first in _BEGINS_UNIT and not decorated:
                definitions.append([])
            unit = definitions[-1] if first in _BEGINS_UNIT else rest
            decorated = first == "@"
        unit += statement.tokens
    yield from (tuple(one) for one in (*definitions, rest))


def _normal(unit: Unit, own: Collection[str]) -> Unit:
    """Return a unit with a learner's own names as one sign; `own` are those that are defined."""
    texts = [token.text for token in unit]
    around = zip(["", *texts], unit, [*texts[1:], ""], strict=False)
    return tuple(Token(_word(b, token.text, a, own), token.line) for b, token, a in around)


def _word(before: str, text: str, after: str, own: Collection[str]) -> str:
    if not text.isidentifier() or keyword.iskeyword(text):
        return text
    known = _METHODS if before == "." else _FUNCTIONS
    called = after == "(" and before not in _DEFINES
    return text if called and text in known and text not in own else _NAME
