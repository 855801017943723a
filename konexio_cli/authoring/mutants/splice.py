"""A change written into the text of a program; all other lines stay as they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


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


def spliced(source: str, tree: ast.Module, place: Place, old: ast.AST, new: ast.AST) -> str | None:
    """Return `source` with `new` in the place of `old`; None when it cannot be written."""
    with place.holding(new):
        whole = _written(tree, 0)
    wanted = None if whole is None else _said(whole)
    if whole is None or wanted is None:
        return None
    # Inside of an f-string Python 3.11 does not know where anything stands: then all is rewritten.
    return next((text for text in _ways(source, old, new) if _said(text) == wanted), whole)


def _ways(source: str, old: ast.AST, new: ast.AST) -> Iterator[str]:
    """Yield texts that may say it: the verdict on them is Python's own."""
    if not isinstance(old, ast.expr | ast.stmt | ast.ExceptHandler):
        return
    lines = source.encode().split(b"\n")
    first, last = old.lineno - 1, (old.end_lineno or old.lineno) - 1
    before = b"\n".join([*lines[:first], lines[first][: old.col_offset]])
    after = b"\n".join([lines[last][old.end_col_offset :], *lines[last + 1 :]])
    text = _written(new, old.col_offset)
    if text is None:
        return
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
