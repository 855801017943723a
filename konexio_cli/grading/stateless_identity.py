"""What a program may ask with `is`, without learning of an earlier call; see `stateless`.

Two values that look alike may be one, which a library has kept since an earlier call, or two,
because it has dropped it: `re` keeps the 512 newest patterns. So `is` may only ask for what is
one thing for good: None, True, False, `...`, a type, or what a module of the table holds.
"""

from __future__ import annotations

import ast
from collections.abc import Container
from itertools import pairwise

from konexio_cli.grading.stateless_words import demand, walk

_TYPES = frozenset({"bool", "bytes", "complex", "dict", "float", "frozenset", "int", "list"}) | {
    *("set", "str", "tuple")
}


def asked_for(tree: ast.AST, modules: Container[str], values: Container[str]) -> set[str]:
    """Return the names that `is` compares with: none of them may be bound by the cells."""
    found: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Compare):
            pairs = pairwise((node.left, *node.comparators))
            for how, pair in zip(node.ops, pairs, strict=True):
                if isinstance(how, ast.Is | ast.IsNot):
                    named = [_named(one, modules, values) for one in pair]
                    demand(any(one is not None for one in named))
                    found.update(filter(None, named))
    return found


def _named(side: ast.expr, modules: Container[str], values: Container[str]) -> str | None:
    """Return the name of what is one thing for good, "" if it has none; None for all else."""
    match side:
        case ast.Constant(value=value) if value is ... or isinstance(value, bool | None):
            return ""
        case ast.Name(id=name) if name in _TYPES or name in values:
            return name
        case ast.Attribute(value=ast.Name(id=name)) if name in modules:
            return name
    return None
