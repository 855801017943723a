"""One change of a program, as a value, and the form of what proposes changes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

_WITH_LINES = (ast.Module, ast.stmt, ast.ExceptHandler, ast.match_case)
_BODIES = frozenset({"body", "orelse", "finalbody", "handlers", "cases"})


class Edit(NamedTuple):
    """`old`, a node of the tree, becomes `new`; `operator` is the kind of mistake."""

    operator: str
    old: ast.AST
    new: ast.AST


# Proposes edits of a node or of its children; it is asked for nodes of one type only.
Operator: TypeAlias = Callable[[Any], Iterator[Edit]]


def like(node: ast.AST, **changes: object) -> Any:
    """Return a copy of `node` with some fields changed; what is in the other fields is shared."""
    fields = dict(ast.iter_fields(node)) | changes
    return ast.copy_location(type(node)(**fields), node)


def told(node: object) -> str:
    """Return a tree as text, without the lines in a statement: they come and go.

    It is the same in every version of Python, which `ast.dump` is not: ids are made of it.
    """
    match node:
        case ast.AST():
            bodies = _BODIES if isinstance(node, _WITH_LINES) else frozenset()
            fields = (one for one in ast.iter_fields(node) if one[0] not in bodies)
            inner = ((name, told(value)) for name, value in fields)
            return f"{type(node).__name__}({','.join(f'{n}={text}' for n, text in inner if text)})"
        case list():
            return f"[{','.join(told(one) for one in node)}]" if node else ""
        case None:
            return ""
    return repr(node)


def is_number(node: ast.AST | None) -> bool:
    """Whether `node` is a number as it stands in the text; True and False are none."""
    return isinstance(node, ast.Constant) and type(node.value) in {int, float}


def plus(node: ast.expr, step: int) -> ast.expr:
    """Return the expression that is `step` more than `node`, or less."""
    operator = ast.Add() if step > 0 else ast.Sub()
    return ast.BinOp(node, operator, ast.Constant(abs(step)))
