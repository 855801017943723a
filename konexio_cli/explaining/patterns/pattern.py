"""What a pattern is: a known mistake, and how its places are found in a syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

# All nodes of a cell in the order of the text, with the cell's own tree first.
Find: TypeAlias = Callable[[ast.Module], Iterator[ast.AST]]
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class Pattern(NamedTuple):
    """One known mistake that may be seen in the text of a program.

    Where its sentences name the place, it is a `cause` of the catalogue, else a misconception.
    """

    mistake: str
    find: Find
    cause: str = ""


def functions_in(tree: ast.AST) -> Iterator[Function]:
    """Give the functions of a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Give the nodes of a function's body, not those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def blocks_in(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """Give every block of statements, as they follow one another."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield block


def statements_without_use(tree: ast.Module) -> Iterator[ast.expr]:
    """Give expressions whose value goes nowhere; Jupyter shows that of a cell's last line."""
    last = tree.body[-1] if tree.body else None
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and node is not last:
            yield node.value


def is_call_of(node: ast.AST | None, name: str) -> bool:
    """Whether a node is a call of the function `name`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def names_read(node: ast.AST) -> set[str]:
    """Return the names whose values a piece of code reads."""
    names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
    return {one.id for one in names if isinstance(one.ctx, ast.Load)}


def names_written(node: ast.AST) -> set[str]:
    """Return the names to which a piece of code gives a value."""
    names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
    return {one.id for one in names if isinstance(one.ctx, ast.Store)}
