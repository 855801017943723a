"""The nodes of a program that can go wrong, each with its place and its surroundings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from konexio_cli.authoring.mutants.edits import told
from konexio_cli.authoring.mutants.splice import Place

# What stands there is not run, or means nothing to whoever calls.
_NOT_RUN = {"annotation", "returns", "type_comment", "type_params"}


class Spot(NamedTuple):
    """A node and where it is: `around` does not change when lines elsewhere do."""

    node: ast.AST
    place: Place
    around: str


def spots(tree: ast.Module) -> Iterator[Spot]:
    """Yield the nodes in the order of the text."""
    yield from _below(tree, "", "")


def _below(parent: ast.AST, scope: str, line: str) -> Iterator[Spot]:
    for place, node in _children(parent):
        inner, own = scope, line
        if isinstance(node, ast.stmt):
            own = told(node)
        yield Spot(node, place, f"{scope}\n{own}")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{scope}.{node.name}"
        if not _is_remark(node):
            yield from _below(node, inner, own)


def _children(parent: ast.AST) -> Iterator[tuple[Place, ast.AST]]:
    for field, value in ast.iter_fields(parent):
        if field in _NOT_RUN:
            continue
        held = value if isinstance(value, list) else [value]
        for index, node in enumerate(held):
            if isinstance(node, ast.AST):
                yield Place(parent, field, index if isinstance(value, list) else None), node


def _is_remark(node: ast.AST) -> bool:
    """Whether `node` is a docstring, or another value that nobody takes."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
