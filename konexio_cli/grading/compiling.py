"""Checks compiled: with pytest's assertion detail, or with assertions that never stop."""

from __future__ import annotations

import ast
import contextlib
import itertools
import reprlib
import traceback
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType
from typing import Any, NamedTuple

from _pytest.assertion import rewrite, util

from konexio_cli.grading.interview import Remote

_DETAIL_LINES = 12
_LONGEST_ITEM = 200
_LONGEST_LIST = 20
_MOST_DIFFERENCES = 3
# Stands between the sides of a comparison until it is told: no value is written with it.
_EQUALS = "\x1f"
# What a softened check calls with the line of each demand, and whether it holds.
CLAIM = "__claim__"


def _short_form() -> reprlib.Repr:
    """Return what writes values in bounded time, sets in order: equal failures read equal."""
    form = reprlib.Repr()
    form.maxlist = form.maxtuple = form.maxdict = form.maxset = _LONGEST_LIST
    form.maxstring = form.maxother = form.maxlong = _LONGEST_ITEM
    return form


_SHORT = _short_form()


class _Nothing:
    """Stands where one of two lists has no item."""

    def __repr__(self) -> str:
        return "—"


_NOTHING = _Nothing()


@lru_cache(maxsize=256)
def compiled(source: str, name: str) -> CodeType:
    """Return the code of a check whose failing assertions tell the values they compared."""
    tree = ast.parse(source)
    # Called directly: a pytest session costs 20 ms, the rewriter 3 (both measured).
    rewrite.rewrite_asserts(tree, source.encode(), name, None)
    return compile(tree, f"<{name}>", "exec", dont_inherit=True)


@lru_cache(maxsize=256)
def compiled_softly(source: str, name: str) -> CodeType:
    """Return the code of a check that asks all its questions, whatever the answers are."""
    tree = ast.fix_missing_locations(_Soften().visit(ast.parse(source)))
    return compile(tree, f"<{name}>", "exec", dont_inherit=True)


class _Soften(ast.NodeTransformer):
    """Turns `assert question` into `try: CLAIM(line, question)`, every Exception ignored."""

    def visit_Assert(self, node: ast.Assert) -> ast.Try:
        ignore = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
        claim = ast.Name(CLAIM, ast.Load())
        told = ast.Call(claim, [ast.Constant(node.lineno), node.test], [])
        return ast.copy_location(ast.Try([ast.Expr(told)], [ignore], [], []), node)


@contextlib.contextmanager
def explained_comparisons() -> Iterator[None]:
    """Let failing comparisons tell their values, as pytest does within a session."""
    before = util._reprcompare  # noqa: SLF001 - the rewriter has no other door
    util._reprcompare = _explain  # noqa: SLF001 - as above
    try:
        yield
    finally:
        util._reprcompare = before  # noqa: SLF001 - as above


def _explain(operator: str, left: Any, right: Any) -> str | None:
    if operator != "==":
        return f"{_short(left)} {operator} {_short(right)}"
    return "\n~".join([f"{_short(left)}{_EQUALS}{_short(right)}", *_differences(left, right)])


def _differences(left: Any, right: Any) -> list[str]:
    """Return where two lists or dicts of the same kind differ: the first few places."""
    ours: dict[object, object]
    theirs: dict[object, object]
    match left, right:
        case (list(), list()) | (tuple(), tuple()):
            ours, theirs = dict(enumerate(left)), dict(enumerate(right))
        case dict(), dict():
            ours, theirs = left, right
        case _:
            return []
    pairs = ((k, ours.get(k, _NOTHING), theirs.get(k, _NOTHING)) for k in {**ours, **theirs})
    different = ((key, one, other) for key, one, other in pairs if one != other)
    return [
        f"[{_short(key)}]: {_short(one)} != {_short(other)}"
        for key, one, other in itertools.islice(different, _MOST_DIFFERENCES)
    ]


def _short(value: object) -> str:
    if value is ...:
        return "..."  # what the starter holds is told as it stands there
    if isinstance(value, type):
        return "object" if value is Remote else value.__name__
    try:
        return _SHORT.repr(value)
    except Exception:  # noqa: BLE001 - a value that does not even print is shown by its type
        return f"<{type(value).__name__}>"


class Failure(NamedTuple):
    """What a failed check tells; the fields are those of an Outcome."""

    detail: str
    got: str = ""
    expected: str = ""
    line: str = ""


def failure_of(problem: BaseException, source: str) -> Failure:
    """Return the line of the check that failed, and what pytest says of its values."""
    told = str(problem).removeprefix("assert ").splitlines()[:_DETAIL_LINES]
    got, equals, expected = (told or [""])[0].partition(_EQUALS)
    text = "\n".join([_line_of(problem, source), *told]).replace(_EQUALS, " == ").strip()
    if not equals or _EQUALS in expected:
        return Failure(text)
    return Failure(text, got, expected)


def _line_of(problem: BaseException, source: str) -> str:
    """Return the check's own line that `problem` came from; "" when it is not known."""
    lines = source.splitlines()
    frames = traceback.extract_tb(problem.__traceback__)
    numbers = [frame.lineno for frame in frames if frame.filename.startswith("<")]
    number = numbers[0] if numbers else None
    return lines[number - 1].strip() if number and number <= len(lines) else ""
