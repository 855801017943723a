"""Mistakes with numbers: another operation, one more, one less, a lost sign."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from konexio_cli.authoring.mutants.edits import Edit, is_number, like

_OPERATIONS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Mult, ast.Div),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitOr,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
}
_TAKES_DIGITS = {"Decimal", "Fraction", "int", "float"}


def operation(node: ast.BinOp) -> Iterator[Edit]:
    """Exchange the operation between two values."""
    for other in _OPERATIONS.get(type(node.op), ()):
        yield Edit("arithmetic", node, like(node, op=other()))


def augmented(node: ast.AugAssign) -> Iterator[Edit]:
    """Exchange the operation of `x += 1`, or forget the old value."""
    for other in _OPERATIONS.get(type(node.op), ()):
        yield Edit("augmented", node, like(node, op=other()))
    target = like(node.target, ctx=ast.Store())
    yield Edit("augmented", node, ast.Assign([target], node.value, lineno=node.lineno))


def sign(node: ast.UnaryOp) -> Iterator[Edit]:
    """Lose the sign."""
    if isinstance(node.op, ast.USub | ast.Invert):
        yield Edit("sign", node, node.operand)


def number(node: ast.Constant) -> Iterator[Edit]:
    """Take one more or one less."""
    if is_number(node) and isinstance(node.value, int | float):
        for step in (1, -1):
            yield Edit("number", node, ast.Constant(node.value + step))


def digits(node: ast.Call) -> Iterator[Edit]:
    """Take one more or one less in `Decimal("1.5")`; a cent becomes a tenth of it, or ten."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in _TAKES_DIGITS or not node.args:
        return
    text = node.args[0]
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        for other in _near(text.value):
            yield Edit("number", text, ast.Constant(other))


def _near(text: str) -> Iterator[str]:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return
    if not value.is_finite():
        return
    # A power of ten is a unit ("0.01" in `quantize`): only its place counts, not its digit.
    unit = value > 0 and value.scaleb(-value.adjusted()) == 1
    for step in (1, -1):
        yield str(value.scaleb(step) if unit else value + step)
