"""Mistakes with conditions: a limit, an exchanged `and`, a lost `not`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.authoring.mutants.edits import Edit, like

_BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPARISONS = {"boundary": _BOUNDARY, "reversed": _REVERSED, "comparison": _OPPOSITE}


def comparison(node: ast.Compare) -> Iterator[Edit]:
    """Miss the limit, look the other way, or ask the opposite."""
    for place, asked in enumerate(node.ops):
        for name, table in _COMPARISONS.items():
            if other := table.get(type(asked)):
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield Edit(name, node, like(node, ops=ops))


def clauses(node: ast.BoolOp) -> Iterator[Edit]:
    """Exchange `and` and `or`, or forget one clause."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield Edit("and-or", node, like(node, op=other))
    for place in range(len(node.values)):
        left = [*node.values[:place], *node.values[place + 1 :]]
        yield Edit("clause", node, left[0] if len(left) == 1 else like(node, values=left))


def negation(node: ast.UnaryOp) -> Iterator[Edit]:
    """Lose a `not`."""
    if isinstance(node.op, ast.Not):
        yield Edit("not", node, node.operand)


def condition(node: ast.If | ast.While | ast.IfExp) -> Iterator[Edit]:
    """Do on no what is to be done on yes."""
    yield from _negated(node.test)


def filters(node: ast.comprehension) -> Iterator[Edit]:
    """Keep what is to be left out, or keep all."""
    for test in node.ifs:
        yield from _negated(test)
        yield Edit("filter", test, ast.Constant(value=True))


def guard(node: ast.match_case) -> Iterator[Edit]:
    """Negate the `if` of a `case`."""
    if node.guard is not None:
        yield from _negated(node.guard)


def truth(node: ast.Constant) -> Iterator[Edit]:
    """Exchange True and False."""
    if isinstance(node.value, bool):
        yield Edit("true-false", node, ast.Constant(not node.value))


def _negated(test: ast.expr) -> Iterator[Edit]:
    # Losing a `not` is another operator's.
    if not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
        yield Edit("negated", test, ast.UnaryOp(ast.Not(), test))
