"""The words of a small language in which nothing can be remembered; see `stateless`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from konexio_cli.grading.stateless_names import (
    BY_NAME,
    DRAWS_OR_RUNS,
    KEYWORDS_THAT_TELL,
    OF_TABLES,
    OF_VALUES,
    READING_MODES,
)

# Nodes without parts, or whose parts are texts and numbers.
_LEAVES = frozenset(
    kind
    for family in (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop)
    for kind in family.__subclasses__()
) | {ast.Constant, ast.Pass, ast.Break, ast.Continue, ast.Nonlocal}
_KNOWN_NODES = frozenset(
    (
        *(ast.Module, ast.arguments, ast.arg, ast.JoinedStr, ast.FormattedValue, ast.BoolOp),
        *(ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Subscript, ast.Slice, ast.Starred),
        *(ast.Call, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.comprehension, ast.ListComp),
        *(ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.NamedExpr, ast.Expr, ast.Assign),
        *(ast.AugAssign, ast.AnnAssign, ast.Delete, ast.Return, ast.Raise, ast.Assert, ast.If),
        *(ast.For, ast.While, ast.Try, ast.ExceptHandler, ast.Yield, ast.YieldFrom, ast.With),
        ast.withitem,
    )
)
_BLOCKS = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Try, ast.With)
# In "{0.name}", "{0[name]}" and nested ones.
_REACHES = re.compile(r"\{[^{}:!]*[.\[]")


class MayKeepState(Exception):
    """The program holds something of which it is not known that it keeps nothing."""


def demand(held: bool) -> None:
    """Raise MayKeepState unless it is so."""
    if not held:
        raise MayKeepState


def parts_of(node: ast.AST) -> list[ast.AST]:
    """Return the nodes right below one but for leaves, in a third of ast.iter_child_nodes' time."""
    found: list[ast.AST] = []
    for part in vars(node).values():
        if type(part) is list:
            found += [one for one in part if isinstance(one, ast.AST) and type(one) not in _LEAVES]
        elif isinstance(part, ast.AST) and type(part) not in _LEAVES:
            found.append(part)
    return found


def walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree but for leaves."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += parts_of(node)


def immutable(value: ast.expr) -> bool:
    """Whether nobody can change the value of an expression of the cells themselves."""
    match value:
        case ast.Constant() | ast.UnaryOp(operand=ast.Constant()):
            return True
        case ast.Tuple(elts=items):
            return all(map(immutable, items))
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant()], keywords=[]):
            return True
    return False


class Words:
    """Walks a program; raises MayKeepState at a construction that could leave something behind."""

    def __init__(self, modules: dict[str, frozenset[str]], *, tables: bool) -> None:
        self._modules = modules
        self._tables = tables

    def demand(self, node: ast.AST, *, inside: bool = False) -> None:
        """Demand that a node, and all in it, keeps nothing; `inside` a block of any kind."""
        if type(node) in _LEAVES:
            return
        match node:
            case ast.Import() | ast.ImportFrom():
                demand(not inside)  # those of the cells themselves were looked at
                return
            case ast.Name(id=name):
                # As values, modules and `open` could be used for anything; a type makes more.
                demand(name not in self._modules and name not in {"open", "type"})
            case ast.Compare(left=left, comparators=others):
                self._demand_parts(map(_whose_type, (left, *others)), inside=True)
                return
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
                demand(_is_of_known_form(node))
        self._demand_parts(parts_of(node), inside=inside or isinstance(node, _BLOCKS))

    def _demand_parts(self, nodes: Iterable[ast.AST], *, inside: bool) -> None:
        for node in nodes:
            self.demand(node, inside=inside)

    def _demand_of_attribute(self, node: ast.Attribute) -> None:
        """Accept what is read of values, and what is known of modules; nothing is set."""
        demand(isinstance(node.ctx, ast.Load) and not node.attr.startswith("_"))
        match node.value:
            case ast.Name(id=name) if name in self._modules:
                demand(node.attr in self._modules[name])
            case other:
                # Tables write files and draw, and do by name what a text says.
                demand(node.attr in (OF_TABLES if self._tables else OF_VALUES))
                demand(node.attr != "format" or _names_no_attribute(other))
                self.demand(other, inside=True)

    def _demand_reading(self, node: ast.Call) -> None:
        """Accept `open` of a file that is only read."""
        named = {one.arg: one.value for one in node.keywords}
        modes = [*node.args[1:], *(value for name, value in named.items() if name == "mode")]
        demand(named.keys() <= {"mode", "encoding", "newline"})
        demand(len(node.args) >= 1 and len(modes) <= 1 and all(map(_reads, modes)))
        demand(_is_text(node.args[0]))  # a number would be a file that is open already
        self._demand_parts((*node.args[:1], *named.values()), inside=True)


def _is_of_known_form(node: ast.AST) -> bool:
    """Whether a node of the grammar keeps nothing by itself, whatever its parts do."""
    match node:
        case ast.FunctionDef(args=given, decorator_list=decorators):
            defaults = [one for one in (*given.defaults, *given.kw_defaults) if one]
            return not decorators and all(map(immutable, defaults))
        case ast.Lambda(args=given):
            return not given.defaults and not any(given.kw_defaults)
        case ast.keyword(arg=name):
            return name is not None and name not in KEYWORDS_THAT_TELL
        case ast.Try(finalbody=last):  # what ends there hides an exception
            ends = (ast.Return, ast.Break, ast.Continue)
            return not any(isinstance(one, ends) for end in last for one in ast.walk(end))
    return type(node) in _KNOWN_NODES


def _arguments(node: ast.Call) -> list[ast.expr]:
    return [*node.args, *(one.value for one in node.keywords)]


def _harmless(argument: ast.expr) -> ast.expr:
    """Return an argument of a method that may call others by name: text or code, as it stands."""
    match argument:
        case ast.Lambda() | ast.Constant(value=bool() | int() | float() | None):
            return argument
        case ast.Constant(value=str(text)):
            demand(not text.startswith(("to_", "_")) and text not in DRAWS_OR_RUNS)
            return argument
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Dict(values=items):
            for item in items:
                _harmless(item)
            return argument
    raise MayKeepState


def _whose_type(compared: ast.expr) -> ast.expr:
    """Return what is asked for its type in a comparison, else what is compared."""
    match compared:
        case ast.Call(func=ast.Name(id="type"), args=[value], keywords=[]):
            return value
    return compared


def _names_no_attribute(text: ast.expr) -> bool:
    """Whether a text to be formatted reaches for no attribute and no item of what it is given."""
    return isinstance(text, ast.Constant) and not _REACHES.search(str(text.value))


def _is_text(name: ast.expr) -> bool:
    match name:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_text(left) or _is_text(right)
    return False


def _reads(mode: ast.expr) -> bool:
    return isinstance(mode, ast.Constant) and mode.value in READING_MODES
