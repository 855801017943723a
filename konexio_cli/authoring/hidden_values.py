"""The values that hidden checks give to a learner's functions, and those that they expect."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

# A value as it may stand in a text: a number as it was written, or a text.
Values: TypeAlias = tuple[str, ...]

# Values that stand in one line by chance are no secret: so many letters and digits they need.
_LEAST_TOGETHER = 6
_LEAST_TEXT = 8
_LEAST_DIGITS = 5
_NUMBER = re.compile(r"-?[\d.]+")


def hidden_values(source: str) -> Iterator[Values]:
    """Give the values of each hidden case in a grader's code that are told together.

    A case is a comparison with a call of a learner's function, or a row of a table.
    An expected value that is distinctive by itself is given alone, too.
    """
    tree = ast.parse(source)
    ours = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                yield from _of_comparison(left, right, source, ours)
            case ast.List(elts=rows) | ast.Tuple(elts=rows) | ast.Set(elts=rows):
                yield from _of_table(rows, source)


def _of_comparison(
    left: ast.expr, right: ast.expr, source: str, ours: Iterable[str]
) -> Iterator[Values]:
    for asked, expected in ((left, right), (right, left)):
        given = _given(asked, source, ours)
        told = _literals(expected, source)
        if given:
            yield from _distinctive((*given, *told))
            yield from ((one,) for one in told if _is_distinctive(one))


def _given(node: ast.expr, source: str, ours: Iterable[str]) -> Values:
    """Return the literals in calls of names that are neither the grader's nor Python's."""
    calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
    learners = (
        call
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id not in ours
        and not hasattr(builtins, call.func.id)
    )
    return tuple(
        value
        for call in learners
        for argument in (*call.args, *(named.value for named in call.keywords))
        for value in _literals(argument, source)
    )


def _of_table(rows: Sequence[ast.expr], source: str) -> Iterator[Values]:
    for row in rows:
        if isinstance(row, ast.Tuple | ast.List):
            yield from _distinctive(_literals(row, source))


def _literals(node: ast.expr, source: str) -> Values:
    return tuple(_walk(node, source))


def _walk(node: ast.AST, source: str) -> Iterator[str]:
    match node:
        case ast.JoinedStr():
            return  # its parts are no value that a learner could read
        case ast.Constant(value=str(text)):
            yield text.strip()
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            yield _written(node, source)
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            yield _written(node, source)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _walk(child, source)


def _written(node: ast.expr, source: str) -> str:
    return (ast.get_source_segment(source, node) or "").replace("_", "").replace(" ", "")


def _distinctive(values: Values) -> Iterator[Values]:
    different = tuple(dict.fromkeys(value for value in values if value))
    letters = sum(character.isalnum() for value in different for character in value)
    if len(different) > 1 and letters >= _LEAST_TOGETHER:
        yield different


def _is_distinctive(value: str) -> bool:
    if _NUMBER.fullmatch(value):
        return sum(map(str.isdigit, value)) >= _LEAST_DIGITS
    return len(value) >= _LEAST_TEXT
