"""Functions and methods that are taken for one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.authoring.mutants.edits import like

_METHODS = {
    "append": ("extend",),
    "extend": ("append",),
    "strip": ("lstrip", "rstrip"),
    "lstrip": ("strip", "rstrip"),
    "rstrip": ("strip", "lstrip"),
    "lower": ("upper",),
    "upper": ("lower",),
    "title": ("capitalize",),
    "capitalize": ("title",),
    "find": ("index", "rfind"),
    "index": ("rindex",),
    "rfind": ("find",),
    "rindex": ("index",),
    "startswith": ("endswith",),
    "endswith": ("startswith",),
    "removeprefix": ("removesuffix",),
    "removesuffix": ("removeprefix",),
    "partition": ("rpartition",),
    "rpartition": ("partition",),
    "ljust": ("rjust",),
    "rjust": ("ljust",),
    "isdigit": ("isalnum",),
    "isalpha": ("isalnum",),
    "isalnum": ("isalpha", "isdigit"),
    "isupper": ("islower",),
    "islower": ("isupper",),
    "keys": ("values",),
    "values": ("keys",),
    "add": ("discard",),
    "discard": ("add",),
    "union": ("intersection",),
    "intersection": ("union",),
    "sort": ("reverse",),
    "floor": ("ceil",),
    "ceil": ("floor",),
    "writerow": ("writerows",),
    "writerows": ("writerow",),
}
_FUNCTIONS = {
    "min": ("max",),
    "max": ("min",),
    "any": ("all",),
    "all": ("any",),
    "floor": ("ceil",),
    "ceil": ("floor",),
}
# These do another thing only when they stop before the text ends.
_SPLITS = {"split": "rsplit", "rsplit": "split"}
# `sorted(x)` and the others, taken away: what is left is the same items as they come.
_AS_THEY_COME = {"sorted": "list", "reversed": "iter"}


def twins_of(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what could stand in the place of `call` by mistake."""
    match call.func:
        case ast.Attribute(attr=name):
            yield from _of_method(call, call.func, name)
        case ast.Name(id=name):
            yield from _of_function(call, name)


def _of_method(call: ast.Call, method: ast.Attribute, name: str) -> Iterator[ast.expr]:
    others = _METHODS.get(name, ())
    if name in _SPLITS and (len(call.args) > 1 or call.keywords):
        others = (_SPLITS[name],)
    for other in others:
        # `reverse` takes no key, `writerow` one row: only the name is the mistake.
        alone: dict[str, object] = {"args": [], "keywords": []} if other == "reverse" else {}
        yield like(call, func=like(method, attr=other), **alone)
    if name == "pop" and not call.args:
        yield like(call, args=[ast.Constant(0)])
    if name == "pop" and len(call.args) == 1:
        yield like(call, args=[])


def _of_function(call: ast.Call, name: str) -> Iterator[ast.expr]:
    for other in _FUNCTIONS.get(name, ()):
        yield like(call, func=ast.Name(other, ast.Load()))
    if name in _AS_THEY_COME and call.args:
        yield like(call, func=ast.Name(_AS_THEY_COME[name], ast.Load()), keywords=[])
    if name == "sorted" and not any(one.arg == "reverse" for one in call.keywords):
        backwards = ast.keyword("reverse", ast.Constant(value=True))
        yield like(call, keywords=[*call.keywords, backwards])
    if name == "round" and len(call.args) == 1:
        yield like(call, func=ast.Name("int", ast.Load()))
    if name == "abs" and len(call.args) == 1:
        yield call.args[0]
