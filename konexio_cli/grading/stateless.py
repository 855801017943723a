"""Can a program remember one call at the next? Where it provably cannot, checks share a room.

The proof is made here, outside the room, from the text alone. It knows a small language:
functions of plain values, constants, and calls of what is known to keep nothing. Whatever
is not in that language may keep state, and then each check gets a branch of its own.
"""

from __future__ import annotations

import ast
import symtable
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache

from konexio_cli.grading.stateless_identity import asked_for
from konexio_cli.grading.stateless_names import BUILTINS, MODULES, TABLES, TELL_OF_BEFORE
from konexio_cli.grading.stateless_words import (
    MayKeepState,
    Words,
    demand,
    immutable,
    parts_of,
    walk,
)
from konexio_cli.sandbox.plain import plain_cells, unwarned

_LONGEST = 50_000  # characters: a proof must cost less than the branches that it saves

# A Decimal of a constant counts as one, so the name must be what it says.
_DECIMAL, _DECIMALS_OWN = "Decimal", "decimal.Decimal"


@lru_cache(maxsize=512)
def loose_names(sources: tuple[str, ...]) -> frozenset[str] | None:
    """Return the names in which a program without memory has left values; None with memory.

    Its functions cannot reach those values. A check that asks for one may, and runs alone.
    """
    text = "\n".join(sources)
    # Each cell by itself is what the room will run: together, they could be one long text.
    cells = plain_cells(sources) if len(text) <= _LONGEST else None
    if cells is None:
        return None
    try:
        with unwarned():
            scopes = symtable.symtable(text, "cells", "exec")
        tree = ast.Module([node for cell in cells for node in cell], [])
        return _proven(tree, scopes, catches="except" in text, identifies="is" in text)
    except (MayKeepState, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _proven(
    tree: ast.Module, scopes: symtable.SymbolTable, *, catches: bool, identifies: bool
) -> frozenset[str]:
    bindings = _bindings(tree)
    modules, values = _imported(tree, bindings)
    Words(modules, tables=_knows_tables(tree)).demand(tree)
    # What a comprehension binds by `:=` is not told of as assigned.
    bound = {one.get_name() for one in scopes.get_symbols() if one.is_assigned()}
    bound |= bindings.keys()
    still = _functions_and_constants(tree, bindings)
    loose = bound - still - values - modules.keys()
    reached = still | values | modules.keys() | (BUILTINS - bound)
    demand(_globals_of(scopes) <= reached | loose)
    caught = _caught(tree, modules) if catches else set()
    caught |= asked_for(tree, modules, values) if identifies else set()
    demand(not caught & (bound - values))
    for inner in _inside(scopes):
        demand(_globals_of(inner) <= reached)
        demand(not (modules.keys() | caught) & _locals_of(inner))
    return frozenset(loose)


def _knows_tables(tree: ast.Module) -> bool:
    words = (one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom))
    modules = {name for one in words for name in _modules_of(one)}
    return bool(modules & TABLES)


def _modules_of(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {one.name for one in node.names}
    return {node.module or ""}


def _imported(
    tree: ast.Module, others: Mapping[str, int]
) -> tuple[dict[str, frozenset[str]], set[str]]:
    """Return imported modules, with what may be taken of each, and names taken of modules.

    None of them may be among the `others` that the cells bind.
    """
    modules: dict[str, frozenset[str]] = {}
    values: set[str] = set()
    for node in tree.body:
        match node:
            case ast.Import(names=names):
                demand(all(one.name in MODULES for one in names))
                modules |= {one.asname or one.name: MODULES[one.name] for one in names}
            case ast.ImportFrom(module=str(module), names=names, level=0):
                demand(all(one.name in MODULES.get(module, frozenset()) for one in names))
                given = {one.asname or one.name: f"{module}.{one.name}" for one in names}
                demand(given.get(_DECIMAL, _DECIMALS_OWN) == _DECIMALS_OWN)
                values |= given.keys()
    demand(not any(others.get(name) for name in (*modules, *values, _DECIMAL)))
    return modules, values


def _functions_and_constants(tree: ast.Module, bindings: Mapping[str, int]) -> set[str]:
    """Return the names that only ever stand for functions, or for values that nobody can change."""
    still: Counter[str] = Counter()
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name):
                still[name] += 1
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if immutable(value):
                still[name] += 1
    return {name for name, count in still.items() if count == bindings[name]}


def _bindings(tree: ast.Module) -> Counter[str]:
    """Return how often each name of the cells themselves is bound, imports left out."""
    found: Counter[str] = Counter()
    open_ends: list[ast.AST] = [tree]
    while open_ends:
        node = open_ends.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.ExceptHandler(name=str(name)):
                found[name] += 1
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found[name] += 1
        match node:
            case ast.FunctionDef(args=given, returns=returns):  # annotations are run outside
                open_ends += [given, returns] if returns else [given]
            case ast.Lambda():
                pass
            case _:
                open_ends += parts_of(node)
    return found


def _caught(tree: ast.Module, modules: Container[str]) -> set[str]:
    """Return the names of the exceptions that a program catches; each must be known."""
    found: set[str] = set()
    waiting = [one.type for one in walk(tree) if isinstance(one, ast.ExceptHandler)]
    while waiting:
        match waiting.pop():
            case ast.Tuple(elts=kinds):
                waiting += kinds
            case ast.Name(id=name):
                found.add(name)
            case ast.Attribute(value=ast.Name(id=name)):
                demand(name in modules)
            case _:
                raise MayKeepState
    demand(not found & TELL_OF_BEFORE)
    return found


def _inside(scope: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in scope.get_children():
        yield child
        yield from _inside(child)


def _globals_of(scope: symtable.SymbolTable) -> set[str]:
    top = scope.get_type() == "module"
    return {
        one.get_name()
        for one in scope.get_symbols()
        if one.is_global() or (top and one.is_referenced())
    }


def _locals_of(scope: symtable.SymbolTable) -> set[str]:
    return {one.get_name() for one in scope.get_symbols() if not one.is_global()}


@lru_cache(maxsize=512)
def names_in(source: str) -> frozenset[str]:
    """Return every name that the text of a check mentions."""
    nodes = ast.walk(ast.parse(source))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name))
