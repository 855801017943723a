"""Can a program remember one call at the next? Where it provably cannot, checks share a room.

The proof is made here, outside the room, from the text alone. It knows a small language:
functions of plain values, constants, and calls of what is known to keep nothing. Whatever
is not in that language may keep state, and then each check gets a branch of its own.
"""

from __future__ import annotations

import ast
import symtable
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from konexio_cli.grading.stateless_names import (
    BUILTINS,
    BY_NAME,
    DRAWS_OR_RUNS,
    MODULES,
    OF_TABLES,
    READING_MODES,
    TABLES,
)

_LONGEST = 50_000  # characters: a proof must cost less than the branches that it saves

_KNOWN_NODES = (
    *(ast.Module, ast.arguments, ast.arg, ast.keyword, ast.expr_context, ast.boolop, ast.operator),
    *(ast.unaryop, ast.cmpop, ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.BoolOp),
    *(ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Subscript, ast.Slice, ast.Starred),
    *(
        ast.Call,
        ast.List,
        ast.Tuple,
        ast.Dict,
        ast.Set,
        ast.comprehension,
        ast.ListComp,
        ast.SetComp,
    ),
    *(ast.DictComp, ast.GeneratorExp, ast.NamedExpr, ast.Expr, ast.Assign, ast.AugAssign),
    *(ast.AnnAssign, ast.Delete, ast.Return, ast.Raise, ast.Assert, ast.Pass, ast.Break),
    *(ast.Continue, ast.If, ast.For, ast.While, ast.Try, ast.ExceptHandler, ast.Nonlocal),
    *(ast.Yield, ast.YieldFrom, ast.With, ast.withitem),
)
# A Decimal of a constant counts as one, so the name must be what it says.
_DECIMAL, _DECIMALS_OWN = "Decimal", "decimal.Decimal"
_BLOCKS = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Try, ast.With)


class MayKeepState(Exception):
    """The program holds something of which it is not known that it keeps nothing."""


@lru_cache(maxsize=512)
def loose_names(sources: tuple[str, ...]) -> frozenset[str] | None:
    """Return the names in which a program without memory has left values; None with memory.

    Its functions cannot reach those values. A check that asks for one may, and runs alone.
    """
    text = "\n".join(sources)
    if len(text) > _LONGEST:
        return None
    try:
        return _proven(ast.parse(text), symtable.symtable(text, "cells", "exec"))
    except (MayKeepState, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _proven(tree: ast.Module, scopes: symtable.SymbolTable) -> frozenset[str]:
    modules, values = _imported(tree)
    _Words(modules, tables=_knows_tables(tree)).demand(tree)
    bound = {one.get_name() for one in scopes.get_symbols() if one.is_assigned()}
    still = _functions_and_constants(tree)
    loose = bound - still - values - modules.keys()
    reached = still | values | modules.keys() | (BUILTINS - bound)
    _demand(_globals_of(scopes) <= reached | loose)
    for inner in _inside(scopes):
        _demand(_globals_of(inner) <= reached)
        _demand(not modules.keys() & _locals_of(inner))
    return frozenset(loose)


def _knows_tables(tree: ast.Module) -> bool:
    words = (one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom))
    modules = {name for one in words for name in _modules_of(one)}
    return bool(modules & TABLES)


def _modules_of(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {one.name for one in node.names}
    return {node.module or ""}


def _demand(held: bool) -> None:
    if not held:
        raise MayKeepState


def _imported(tree: ast.Module) -> tuple[dict[str, frozenset[str]], set[str]]:
    """Return imported modules, with what may be taken of each, and names taken of modules."""
    modules: dict[str, frozenset[str]] = {}
    values: set[str] = set()
    for node in tree.body:
        match node:
            case ast.Import(names=names):
                _demand(all(one.name in MODULES for one in names))
                modules |= {one.asname or one.name: MODULES[one.name] for one in names}
            case ast.ImportFrom(module=str(module), names=names, level=0):
                _demand(all(one.name in MODULES.get(module, frozenset()) for one in names))
                given = {one.asname or one.name: f"{module}.{one.name}" for one in names}
                _demand(given.get(_DECIMAL, _DECIMALS_OWN) == _DECIMALS_OWN)
                values |= given.keys()
    others = _bindings(tree)
    _demand(not any(others[name] for name in (*modules, *values, _DECIMAL)))
    return modules, values


def _functions_and_constants(tree: ast.Module) -> set[str]:
    """Return the names that only ever stand for functions, or for values that nobody can change."""
    still: Counter[str] = Counter()
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name):
                still[name] += 1
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _immutable(value):
                still[name] += 1
    bindings = _bindings(tree)
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
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            open_ends += ast.iter_child_nodes(node)
    return found


def _immutable(value: ast.expr) -> bool:
    match value:
        case ast.Constant() | ast.UnaryOp(operand=ast.Constant()):
            return True
        case ast.Tuple(elts=items):
            return all(map(_immutable, items))
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant()], keywords=[]):
            return True
    return False


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


class _Words:
    """Walks a program; raises MayKeepState at a construction that could leave something behind."""

    def __init__(self, modules: dict[str, frozenset[str]], *, tables: bool) -> None:
        self._modules = modules
        self._tables = tables

    def demand(self, node: ast.AST, *, inside: bool = False) -> None:
        """Demand that a node, and all in it, keeps nothing; `inside` a block of any kind."""
        match node:
            case ast.Import() | ast.ImportFrom():
                _demand(not inside)  # those of the cells themselves were looked at
                return
            case ast.FunctionDef(args=given, decorator_list=decorators):
                defaults = [one for one in (*given.defaults, *given.kw_defaults) if one]
                _demand(not decorators and all(map(_immutable, defaults)))
            case ast.Lambda(args=given):
                _demand(not given.defaults and not any(given.kw_defaults))
            case ast.Name(id=name):
                # As values, modules and `open` could be used for anything.
                _demand(name not in self._modules and name != "open")
            case ast.Attribute():
                self._demand_of_attribute(node)
                return
            case ast.Call(func=ast.Name(id="open")):
                self._demand_reading(node)
                return
            case ast.Call(func=ast.Attribute(attr=name, value=table)) if name in BY_NAME:
                self.demand(table, inside=True)
                self._demand_parts(map(_harmless, _arguments(node)), inside=True)
                return
            case _:
                _demand(isinstance(node, _KNOWN_NODES))
        self._demand_parts(ast.iter_child_nodes(node), inside=inside or isinstance(node, _BLOCKS))

    def _demand_parts(self, nodes: Iterable[ast.AST], *, inside: bool) -> None:
        for node in nodes:
            self.demand(node, inside=inside)

    def _demand_of_attribute(self, node: ast.Attribute) -> None:
        """Accept what is read of values, and what is known of modules; nothing is set."""
        _demand(isinstance(node.ctx, ast.Load) and not node.attr.startswith("_"))
        match node.value:
            case ast.Name(id=name) if name in self._modules:
                _demand(node.attr in self._modules[name])
            case other:
                # Tables write files and draw, and do by name what a text says.
                _demand(not self._tables or node.attr in OF_TABLES)
                self.demand(other, inside=True)

    def _demand_reading(self, node: ast.Call) -> None:
        """Accept `open` of a file that is only read."""
        named = {one.arg: one.value for one in node.keywords}
        modes = [*node.args[1:], *(value for name, value in named.items() if name == "mode")]
        _demand(named.keys() <= {"mode", "encoding", "newline"})
        _demand(len(node.args) >= 1 and len(modes) <= 1 and all(map(_reads, modes)))
        self._demand_parts((*node.args[:1], *named.values()), inside=True)


def _arguments(node: ast.Call) -> list[ast.expr]:
    return [*node.args, *(one.value for one in node.keywords)]


def _harmless(argument: ast.expr) -> ast.expr:
    """Return an argument of a method that may call others by name: text or code, as it stands."""
    match argument:
        case ast.Lambda() | ast.Constant(value=bool() | int() | float() | None):
            return argument
        case ast.Constant(value=str(text)):
            _demand(not text.startswith("to_") and text not in DRAWS_OR_RUNS)
            return argument
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Dict(values=items):
            for item in items:
                _harmless(item)
            return argument
    raise MayKeepState


def _reads(mode: ast.expr) -> bool:
    return isinstance(mode, ast.Constant) and mode.value in READING_MODES


@lru_cache(maxsize=512)
def names_in(source: str) -> frozenset[str]:
    """Return every name that the text of a check mentions."""
    nodes = ast.walk(ast.parse(source))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name))
