"""Mistakes with whole lines: one forgotten, a handler that does nothing, nothing returned."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.authoring.mutants.edits import Edit, like


def dropped(node: ast.stmt) -> Iterator[Edit]:
    """Forget a line."""
    alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if not alone:  # a docstring, or `...`
        yield Edit("dropped", node, ast.Pass())


def leaving(node: ast.Break | ast.Continue) -> Iterator[Edit]:
    """Exchange `break` and `continue`."""
    other = ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    yield Edit("break-continue", node, other)


def returned(node: ast.Return) -> Iterator[Edit]:
    """Return nothing."""
    if node.value is not None:
        yield Edit("return-none", node.value, ast.Constant(None))


def handler(node: ast.ExceptHandler) -> Iterator[Edit]:
    """Catch an exception and do nothing."""
    if not all(isinstance(line, ast.Pass) for line in node.body):
        yield Edit("handler", node, like(node, body=[ast.Pass()]))


def text(node: ast.Constant) -> Iterator[Edit]:
    """Have an empty text where there is one."""
    if isinstance(node.value, str | bytes) and node.value:
        yield Edit("text", node, ast.Constant(type(node.value)()))
