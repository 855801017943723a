"""Mistakes with names, numbers, texts and lists."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from itertools import pairwise

from konexio_cli.explaining.patterns.pattern import (
    blocks_in,
    functions_in,
    names_written,
    statements_without_use,
)

_GIVE_NOTHING = {"sort", "append", "reverse", "extend"}
_GIVE_NEW_TEXT = {"upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "replace"}
_FIELD = re.compile(r"\{([A-Za-z_]\w*)\}")
_PYTHONS = {name for name in dir(builtins) if name.islower() and not name.startswith("_")}


def equal_vs_assign(tree: ast.Module) -> Iterator[ast.AST]:
    """Find comparisons that stand alone."""
    for value in statements_without_use(tree):
        if isinstance(value, ast.Compare) and isinstance(value.ops[0], ast.Eq):
            yield value


def method_result_kept(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `xs = xs.sort()` and its kin."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(value=ast.Call(func=ast.Attribute(attr=name))) if name in _GIVE_NOTHING:
                yield node


def text_unchanged(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `name.strip()` alone on a line."""
    for value in statements_without_use(tree):
        match value:
            case ast.Call(func=ast.Attribute(attr=name)) if name in _GIVE_NEW_TEXT:
                yield value


def fstring_without_f(tree: ast.Module) -> Iterator[ast.AST]:
    """Find texts with a name of the program in braces, and nothing that fills it in."""
    known = names_written(tree) | {
        one.arg for function in functions_in(tree) for one in function.args.args
    }
    if any(isinstance(n, ast.Attribute) and n.attr == "format" for n in ast.walk(tree)):
        return
    parts = {id(p) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for p in ast.walk(n)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in parts:
                if set(_FIELD.findall(text)) & known:
                    yield node


def list_times_alias(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `[[0] * 3] * 2`."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=ast.List(elts=[inner]), op=ast.Mult()) if _holds_list(inner):
                yield node


def _holds_list(node: ast.expr) -> bool:
    match node:
        case ast.List() | ast.BinOp(left=ast.List(), op=ast.Mult()):
            return True
    return False


def comma_decimal(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `price = 3,50`: without brackets, the pair begins where its first number does."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Name()],
                value=ast.Tuple(
                    elts=[ast.Constant(value=int() as whole) as first, ast.Constant(value=int())]
                ) as pair,
            ) if not isinstance(whole, bool) and pair.col_offset == first.col_offset:
                yield node


def swap_loses_value(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `a = b` and then `b = a`."""
    for block in blocks_in(tree):
        for one, other in pairwise(block):
            match one, other:
                case (
                    ast.Assign(targets=[ast.Name(id=a)], value=ast.Name(id=b)),
                    ast.Assign(targets=[ast.Name(id=c)], value=ast.Name(id=d)),
                ) if (a, b) == (d, c):
                    yield other


def caret_power(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `2 ^ 3`."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(op=ast.BitXor(), right=ast.Constant(value=int())):
                yield node


def shadow_builtin(tree: ast.Module) -> Iterator[ast.AST]:
    """Find values given to the names of Python's own functions."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) if name in _PYTHONS:
                yield node
