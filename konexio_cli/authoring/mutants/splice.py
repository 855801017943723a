"""A change written into the text of a program; all other lines stay as they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from konexio_cli.authoring.mutants.parts import Part


class Place(NamedTuple):
    """Where a node hangs in its tree: a field of its parent, and its number if that is a list."""

    parent: ast.AST
    field: str
    number: int | None

    @contextmanager
    def holding(self, node: ast.AST) -> Iterator[None]:
        """Have `node` in this place for a while."""
        old = self._put(node)
        try:
            yield
        finally:
            self._put(old)

    def _put(self, node: ast.AST) -> ast.AST:
        held = getattr(self.parent, self.field)
        if self.number is None:
            old: ast.AST = held
            setattr(self.parent, self.field, node)
        else:
            old, held[self.number] = held[self.number], node
        return old


def spliced(part: Part, place: Place, old: ast.AST, new: ast.AST) -> str | None:
    """Return the program with `new` in the place of `old`; None when it cannot be written."""
    with place.holding(new):
        whole = _written(part.program, 0)
    wanted = None if whole is None else _said(whole)
    if whole is None or wanted is None:
        return None
    # Inside of an f-string Python 3.11 does not know where anything stands: then the whole
    # part is rewritten.
    ways = _ways(part, old, new)
    return part.put_back(next((text for text in ways if _said(text) == wanted), whole))


def _ways(part: Part, old: ast.AST, new: ast.AST) -> Iterator[str]:
    """Yield texts that may say it: the verdict on them is Python's own."""
    if not isinstance(old, ast.expr | ast.stmt | ast.ExceptHandler):
        return
    lines = part.lines
    first, last = old.lineno - 1 - part.top, (old.end_lineno or old.lineno) - 1 - part.top
    text = _written(new, old.col_offset)
    if text is None or not 0 <= first <= last < len(lines):
        return
    before = b"\n".join([*lines[:first], lines[first][: old.col_offset]])
    after = b"\n".join([lines[last][old.end_col_offset :], *lines[last + 1 :]])
    for one in (text, f"({text})"):
        yield (before + one.encode() + after).decode(errors="replace")


def _written(node: ast.AST, column: int) -> str | None:
    try:
        text = ast.unparse(ast.fix_missing_locations(node)).strip("\n")
    except ValueError:
        return None
    return text.replace("\n", "\n" + " " * column)


def _said(text: str) -> str | None:
    """Return what Python reads in `text`, without its places; None when it is no program."""
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
