"""Mistakes with calls: arguments, defaults, and methods that are taken for one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.authoring.mutants.edits import Edit, is_number, like, plus
from konexio_cli.authoring.mutants.twins import twins_of

_RANGE_STOPS = 2


def range_limits(node: ast.Call) -> Iterator[Edit]:
    """Begin or end a range one too early or too late."""
    if not (isinstance(node.func, ast.Name) and node.func.id == "range" and node.args):
        return
    if len(node.args) == 1:
        for start in (1, -1):
            yield Edit("range", node, like(node, args=[ast.Constant(start), *node.args]))
    for limit in node.args[:_RANGE_STOPS]:
        if not is_number(limit) and not isinstance(limit, ast.Starred):
            for step in (1, -1):
                yield Edit("range", limit, plus(limit, step))


def swapped(node: ast.Call) -> Iterator[Edit]:
    """Exchange two arguments that stand side by side."""
    for place, (one, other) in enumerate(zip(node.args, node.args[1:], strict=False)):
        if not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred):
            args = [*node.args[:place], other, one, *node.args[place + 2 :]]
            yield Edit("arguments", node, like(node, args=args))


def keyword(node: ast.Call) -> Iterator[Edit]:
    """Forget an argument that is given by its name."""
    for place in range(len(node.keywords)):
        left = [*node.keywords[:place], *node.keywords[place + 1 :]]
        yield Edit("keyword", node, like(node, keywords=left))


def twin(node: ast.Call) -> Iterator[Edit]:
    """Call the function or method that is taken for this one."""
    for other in twins_of(node):
        yield Edit("twin", node, other)


def defaults(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Iterator[Edit]:
    """Forget the default of a parameter, and so of those before it."""
    given = node.args
    for count in range(1, len(given.defaults) + 1):
        args = like(given, defaults=given.defaults[count:])
        yield Edit("default", node, like(node, args=args))
    for place, default in enumerate(given.kw_defaults):
        if default is not None:
            left = [*given.kw_defaults[:place], None, *given.kw_defaults[place + 1 :]]
            yield Edit("default", node, like(node, args=like(given, kw_defaults=left)))


def bounds(node: ast.Slice) -> Iterator[Edit]:
    """Cut one too early or too late; a bound that is a number is the business of numbers."""
    for bound in (node.lower, node.upper):
        if bound is not None and not is_number(bound):
            for step in (1, -1):
                yield Edit("slice", bound, plus(bound, step))
