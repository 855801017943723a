"""The values that hidden checks give to a learner's functions, and those that they expect."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from konexio_cli.authoring.graders_code import Code

# A value as it may stand in a text: a number as it was written, or a text.
Values: TypeAlias = tuple[str, ...]

# Values that stand in one line by chance are no secret: so many letters and digits they need
# that a learner does not have to know. One value alone needs more.
_LEAST_TOGETHER = 6
_LEAST_TEXT = 16
_LEAST_DIGITS = 6
_NUMBER = re.compile(r"-?[\d.]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What learners may know: a text in small letters."""

    text: str

    def holds(self, value: str) -> bool:
        """Whether a value stands there, and not as part of a longer word or number."""
        return bool(re.search(rf"(?<!\w){re.escape(value.casefold())}(?!\w)", self.text))


def hidden_values(code: Code, known: Known) -> Iterator[Values]:
    """Give the values of each hidden case in a grader's code that are told together.

    A case is a comparison with a call of a learner's function, or a row of a table that a
    loop compares with. An expected value that is distinctive by itself is given alone, too. What stands in the
    `known` is no secret: right answers spell it, or given data hold it.
    """
    for values in _cases(code):
        different = _apart(values)
        if _are_distinctive(different, known):
            yield different


def tells(node: ast.AST, code: Code, known: Known) -> bool:
    """Whether a piece of a grader's code holds values that are not `known`."""
    unknown = (value for value in _walk(node, code) if not known.holds(value))
    return _letters(unknown) >= _LEAST_TOGETHER


def _cases(code: Code) -> Iterator[Values]:
    ours = set(_ours(code.tree))
    for node in ast.walk(code.tree):
        match node:
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                yield from _of_comparison(left, right, code, ours)
            case ast.For(
                target=ast.Tuple(), iter=ast.List(elts=rows) | ast.Tuple(elts=rows), body=body
            ) if any(isinstance(one, ast.Assert) for one in body):
                yield from (tuple(_walk(row, code)) for row in rows)


def _ours(tree: ast.Module) -> Iterator[str]:
    """Give the names that a grader defines or imports: all others are the learner's."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (one.asname or one.name for one in names)


def _of_comparison(
    left: ast.expr, right: ast.expr, code: Code, ours: Iterable[str]
) -> Iterator[Values]:
    for asked, expected in ((left, right), (right, left)):
        given = _given(asked, code, ours)
        told = tuple(_walk(expected, code))
        if given:
            yield (*given, *told)
            yield from ((one,) for one in told)


def _given(node: ast.expr, code: Code, ours: Iterable[str]) -> Values:
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
        for value in _walk(argument, code)
    )


def _walk(node: ast.AST, code: Code) -> Iterator[str]:
    match node:
        case ast.JoinedStr():
            return  # its parts are no value that a learner could read
        case ast.Constant(value=str(text)):
            yield text.strip()
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            yield _written(node, code)
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            yield _written(node, code)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _walk(child, code)


def _written(node: ast.expr, code: Code) -> str:
    return code.text(node).replace("_", "").replace(" ", "")


def _apart(values: Values) -> Values:
    """Return the values that differ; one that is part of another is found with it anyway."""
    different = tuple(dict.fromkeys(value for value in values if value))
    return tuple(one for one in different if sum(one in other for other in different) == 1)


def _are_distinctive(values: Values, known: Known) -> bool:
    unknown = [value for value in values if not known.holds(value)]
    if len(values) > 1:
        return _letters(unknown) >= _LEAST_TOGETHER
    return any(map(_is_distinctive, unknown))


def _is_distinctive(value: str) -> bool:
    if _NUMBER.fullmatch(value):
        return sum(map(str.isdigit, value)) >= _LEAST_DIGITS
    return len(value) >= _LEAST_TEXT


def _letters(values: Iterable[str]) -> int:
    return sum(character.isalnum() for value in values for character in value)
