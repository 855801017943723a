"""Mistakes in loops."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.explaining.patterns.pattern import is_call_of, names_read, names_written

_CHANGE = {"append", "insert", "pop", "remove"}
_LOOK_ONLY = {"abs", "float", "int", "len", "max", "min", "print", "range", "round", "str", "sum"}
_LEAVE = (ast.Break, ast.Return, ast.Raise)


def while_no_change(tree: ast.Module) -> Iterator[ast.AST]:
    """Find loops in which nothing changes what their condition reads."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.While) or not names_read(node.test):
            continue
        inside = [one for statement in node.body for one in ast.walk(statement)]
        written = set().union(*map(names_written, node.body)) | set(_changed(inside))
        leaves = any(isinstance(one, _LEAVE) for one in inside)
        asks = any(isinstance(one, ast.Call | ast.Attribute) for one in ast.walk(node.test))
        if not (names_read(node.test) & written or leaves or asks):
            yield node


def while_loop(tree: ast.Module) -> Iterator[ast.AST]:
    """Find all loops that go on while something holds."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.While))


def _changed(nodes: list[ast.AST]) -> Iterator[str]:
    """Give the names whose objects are changed by a method, an item or an attribute."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
                yield name
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                yield name
            case ast.Call(func=ast.Name(id=function), args=arguments) if function not in _LOOK_ONLY:
                yield from (one.id for one in arguments if isinstance(one, ast.Name))


def change_while_looping(tree: ast.Module) -> Iterator[ast.AST]:
    """Find loops over a list that add to it or take from it."""
    for loop in ast.walk(tree):
        match loop:
            case ast.For(iter=ast.Name(id=name)):
                for node in (one for part in loop.body for one in ast.walk(part)):
                    match node:
                        case ast.Call(func=ast.Attribute(value=ast.Name(id=changed), attr=how)):
                            if changed == name and how in _CHANGE:
                                yield node


def reset_accumulator(tree: ast.Module) -> Iterator[ast.AST]:
    """Find sums that begin anew in each turn, in a loop without a loop inside."""
    for loop in ast.walk(tree):
        if not isinstance(loop, ast.For) or _holds_loop(loop):
            continue
        added = {
            one.target.id
            for one in loop.body
            if isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name)
        }
        for statement in loop.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant()) if name in added:
                    yield statement


def _holds_loop(loop: ast.For) -> bool:
    inside = (one for part in loop.body for one in ast.walk(part))
    return any(isinstance(one, ast.For | ast.While) for one in inside)


def index_past_end(tree: ast.Module) -> Iterator[ast.AST]:
    """Find `items[len(items)]`."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(
                value=ast.Name(id=name), slice=ast.Call(args=[ast.Name(id=asked)]) as call
            ):
                if name == asked and is_call_of(call, "len"):
                    yield node
