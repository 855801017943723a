"""A program in parts, so that a change of one statement reads and writes that one only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple


class Part(NamedTuple):
    """Statements of the top level that share lines, and all lines of their program.

    `first` and `end` are their place in the tree's body, `top` and `below` the place of
    their lines.
    """

    tree: ast.Module
    first: int
    end: int
    all_lines: tuple[bytes, ...]
    top: int
    below: int

    @property
    def lines(self) -> tuple[bytes, ...]:
        """Return the lines of these statements."""
        return self.all_lines[self.top : self.below]

    @property
    def program(self) -> ast.Module:
        """Return these statements, as they are now, as a program."""
        return ast.Module(self.tree.body[self.first : self.end], [])

    def put_back(self, text: str) -> str:
        """Return the whole program with `text` for these statements."""
        lines = (*self.all_lines[: self.top], text.encode(), *self.all_lines[self.below :])
        return b"\n".join(lines).decode()


def parts_of(source: str, tree: ast.Module) -> Iterator[Part]:
    """Yield the parts of a program whose tree is `tree`."""
    lines = tuple(source.encode().split(b"\n"))
    first = 0
    for end, statement in enumerate(tree.body, 1):
        below = statement.end_lineno or statement.lineno
        if end == len(tree.body) or _top(tree.body[end]) >= below:
            yield Part(tree, first, end, lines, _top(tree.body[first]), below)
            first = end


def _top(statement: ast.stmt) -> int:
    """Return the number of lines above a statement and its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)]) - 1
