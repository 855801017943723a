"""Cells that are plain Python from end to end: they run as in IPython, without IPython.

IPython looks for magics, prompts and awaits in every cell, and to hold it makes a process
twice as large to fork. Most learners' cells need none of it.
"""

from __future__ import annotations

import ast
import builtins
import codeop
import contextlib
import linecache
import re
import sys
import warnings
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from types import CodeType

# Names that only IPython gives, or gives another meaning, and what only it can run. A word of a
# text may look like one: then IPython reads a cell that did not need it.
_OF_IPYTHON = re.compile(r"ipython|IPython|\b(?:In|Out|display|exit|quit|await|async)\b")
_LONGEST = 100_000  # characters; whatever is longer is not looked at twice


def plain_program(sources: Iterable[str]) -> bool:
    """Whether every cell of a program is plain, judged by its text alone."""
    return plain_cells(tuple(sources)) is not None


@lru_cache(maxsize=8)  # the same program is looked at from several sides, one after the other
def plain_cells(sources: tuple[str, ...]) -> list[list[ast.stmt]] | None:
    """Return the statements of each cell of a program; None if one of them is not plain.

    They are for looking only.
    """
    known: set[str] = set()
    bodies = []
    for source in sources:
        body = plain_body(source, known)
        if body is None:
            return None
        known |= {name for node in body for name in _given(node)}
        bodies.append(body)
    return bodies


def shows(body: list[ast.stmt]) -> bool:
    """Whether a cell of these statements ends with an expression, whose value is shown."""
    return bool(body) and isinstance(body[-1], ast.Expr)


def plain_body(source: str, known: Container[str]) -> list[ast.stmt] | None:
    """Return the statements of a plain cell; None when IPython has to read it.

    `known` are the names that cells before it have given.
    """
    if len(source) > _LONGEST or _OF_IPYTHON.search(source):
        return None
    try:
        with unwarned():
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # IPython knows what to do, or says what is wrong
    return body if _means_itself(source, body, known) else None


@contextlib.contextmanager
def unwarned() -> Iterator[None]:
    """Read a learner's text without a word: Python would warn of it, on our own stderr."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _means_itself(source: str, body: list[ast.stmt], known: Container[str]) -> bool:
    """Whether IPython would see no command in it: alone on its line, `ls` or `cd (x)` is one."""
    if not body or len(source.strip().splitlines()) > 1:
        return True
    match body[0]:
        case ast.Assign() | ast.AugAssign() | ast.Import() | ast.ImportFrom() | ast.FunctionDef():
            return True
        case ast.Expr(ast.Call(func=ast.Name(id=name))):
            return name in known or hasattr(builtins, name)
        case ast.Expr(ast.Name(id=name)):
            return name in known
        case ast.Expr(ast.Constant()):
            return True
    return False


def _given(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {one.id for one in targets if isinstance(one, ast.Name)}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(one.asname or one.name).partition(".")[0] for one in names}
    return set()


class PlainCells:
    """Runs plain cells in one namespace."""

    def __init__(self, names: dict[str, object]) -> None:
        self._names = names
        self._compile = codeop.Compile()  # remembers `from __future__`, from cell to cell
        self._number = 0

    def compiled(self, source: str) -> list[CodeType] | None:
        """Return a cell's code, its last expression apart; None when it is not plain."""
        body = plain_body(source, self._names)
        if body is None:
            return None
        name = self._remembered(source)
        last = [ast.Interactive([body.pop()])] if shows(body) else []
        first = [ast.Module(body, [])] if body else []
        try:
            return [
                *(self._compile(one, name, "exec") for one in first),  # type: ignore[arg-type]  # codeop takes what compile() does
                *(self._compile(one, name, "single") for one in last),  # type: ignore[arg-type]  # as above
            ]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def compiled_silent(self, source: str) -> list[CodeType] | None:
        """Return the code of a plain cell that shows nothing: without a tree, in half the time."""
        try:
            return [self._compile(f"{source}\n", self._remembered(source), "exec")]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def run(self, codes: list[CodeType], show: Callable[[object], None]) -> BaseException | None:
        """Run a cell; return what it raised. The value of its last expression is shown."""
        before, sys.displayhook = sys.displayhook, show
        try:
            for code in codes:
                exec(code, self._names)  # noqa: S102 - what a room is for
        except BaseException as problem:  # noqa: BLE001 - whatever a cell raises, it is told
            return problem
        finally:
            sys.displayhook = before
        return None

    def _remembered(self, source: str) -> str:
        """Return the cell's file name; its lines are kept for whoever tells of an exception."""
        self._number += 1
        name = f"<ipython-input-{self._number}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        return name
