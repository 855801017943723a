"""Mistakes in how a function receives values and gives one back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from konexio_cli.explaining.patterns.pattern import (
    Function,
    blocks_in,
    functions_in,
    is_call_of,
    names_read,
    own_nodes,
)


def print_not_return(tree: ast.Module) -> Iterator[ast.AST]:
    """Find functions with parameters that print and give nothing back."""
    for function in functions_in(tree):
        nodes = list(own_nodes(function))
        gives = any(
            (isinstance(one, ast.Return) and one.value)
            or isinstance(one, ast.Yield | ast.YieldFrom)
            for one in nodes
        )
        if _parameters(function) and not gives:
            yield from (one for one in nodes if is_call_of(one, "print"))


def return_print(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `return print(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and is_call_of(node.value, "print"):
            yield node


def parameter_ignored(tree: ast.Module) -> Iterator[ast.AST]:
    """Find parameters that a function never reads, or overwrites before it does."""
    for function in functions_in(tree):
        read = set().union(*map(names_read, function.body))
        for one in _parameters(function) if _does_something(function) else ():
            if one.arg not in read:
                yield one
        yield from _overwritten(function)


def _overwritten(function: Function) -> Iterator[ast.AST]:
    names = {one.arg for one in _parameters(function)}
    read: set[str] = set()
    for statement in function.body:
        if isinstance(statement, ast.Assign):
            read |= names_read(statement.value)
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id in names - read:
                    yield statement
        read |= names_read(statement)


def _parameters(function: Function) -> list[ast.arg]:
    args = function.args
    named = (*args.posonlyargs, *args.args, *args.kwonlyargs)
    return [one for one in named if one.arg not in {"self", "cls"} and not one.arg.startswith("_")]


def _does_something(function: Function) -> bool:
    """Whether a function is more than the starter's: a docstring, `...` or `pass`."""
    empty = (ast.Pass, ast.Raise)
    return not all(
        isinstance(one, empty)
        or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        for one in function.body
    )


def mutable_default(tree: ast.Module) -> Iterator[ast.AST]:
    """Find defaults that all calls share."""
    for function in functions_in(tree):
        for default in (*function.args.defaults, *function.args.kw_defaults):
            if isinstance(default, ast.List | ast.Dict | ast.Set):
                yield default


def code_after_return(tree: ast.Module) -> Iterator[ast.AST]:
    """Find statements that stand behind a `return`."""
    for block in blocks_in(tree):
        for before, after in pairwise(block):
            if isinstance(before, ast.Return):
                yield after


def return_in_loop(tree: ast.Module) -> Iterator[ast.AST]:
    """Find loops whose last statement always ends the function in the first turn."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.body[-1], ast.Return):
            yield node.body[-1]
