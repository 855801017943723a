"""Checks compiled: with pytest's assertion detail, or with assertions that never stop."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType
from typing import Any

import pytest
from _pytest.assertion import rewrite, util

_DETAIL_LINES = 12


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
    """Turns `assert question` into `try: question` with every Exception ignored."""

    def visit_Assert(self, node: ast.Assert) -> ast.Try:
        ignore = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
        soft = ast.Try([ast.Expr(node.test)], [ignore], [], [])
        return ast.copy_location(soft, node)


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
    shown = f"{_short(left)} {operator} {_short(right)}"
    return None if len(shown) > 2_000 else shown  # noqa: PLR2004 - a screen's worth


def _short(value: object) -> str:
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a value that does not even print is shown by its type
        return f"<{type(value).__name__}>"
    return text if len(text) <= 200 else text[:197] + "…"  # noqa: PLR2004 - a line or two


def detail_of(problem: BaseException) -> str:
    """Return the first lines of what pytest says of a failed assertion."""
    text = str(problem).removeprefix("assert ")
    return "\n".join(text.splitlines()[:_DETAIL_LINES])


FAILED_BY_PYTEST = pytest.fail.Exception
