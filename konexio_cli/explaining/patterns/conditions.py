"""Mistakes in conditions, and in what is done when something goes wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.explaining.patterns.pattern import blocks_in


def or_literal(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `size == "S" or "M"`."""
    for node in ast.walk(tree):
        match node:
            case ast.BoolOp(op=ast.Or(), values=[ast.Compare(), *others]):
                if any(isinstance(one, ast.Constant) and one.value for one in others):
                    yield node


def is_for_equality(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `name is "Ana"`."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=value)]):
                if isinstance(value, str | int | float) and not isinstance(value, bool):
                    yield node


def compare_bool(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `paid == True`."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value=True)]):
                yield node


def if_return_bool(tree: ast.Module) -> Iterator[ast.AST]:
    """Find an `if` that only turns a comparison into True or False."""
    for block in blocks_in(tree):
        for position, statement in enumerate(block):
            match statement:
                case ast.If(test=ast.Compare(), body=[ast.Return(value=ast.Constant(value=True))]):
                    after = statement.orelse or block[position + 1 : position + 2]
                    if _returns_false(after):
                        yield statement


def _returns_false(block: list[ast.stmt]) -> bool:
    match block:
        case [ast.Return(value=ast.Constant(value=False))]:
            return True
    return False


def bare_except(tree: ast.Module) -> Iterator[ast.AST]:
    """Find handlers that hide every error."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.ExceptHandler(type=None)
                | ast.ExceptHandler(
                    type=ast.Name(id="Exception" | "BaseException"), body=[ast.Pass()]
                )
            ):
                yield node
