"""Checks found in the cells of a starter or a grader."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import CodeType

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Goal
from konexio_cli.model.grader import Check
from konexio_cli.model.notebook import Cell, Role

_PREFIX = "test_"
_RUNS_LATER = inspect.CO_COROUTINE | inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


def visible_checks(starter: Iterable[Cell], round_number: int) -> tuple[Check, ...]:
    """Return the checks that a learner sees: each `check` cell of the starter is one."""
    return tuple(
        Check(name=cell.name, source=cell.source, visible=True, round=round_number)
        for cell in starter
        if cell.role is Role.CHECK
    )


def hidden_checks(
    cells: Iterable[Cell], goals: Sequence[Goal], round_number: int, path: Path
) -> tuple[Check, ...]:
    """Return a check for each test function in a grader's cells.

    Every check carries the whole grader as its source, since tests share helpers.
    Raise KonexioError when the code does not parse, or when a test belongs to no goal,
    has another's name or would not run when called.
    """
    source = "\n\n".join(cell.source for cell in cells if cell.is_code)
    names = _tests(source, path)
    if not names:
        raise KonexioError("grader-without-checks", file=path)
    return tuple(
        Check(name, source, name, _goal_of(name, goals, path), round=round_number) for name in names
    )


def _tests(source: str, path: Path) -> list[str]:
    tree, code = _compiled(source, path)
    parts = (part for part in code.co_consts if isinstance(part, CodeType))
    waiting = {part.co_name for part in parts if part.co_flags & _RUNS_LATER}
    top = _named_like_tests(tree.body)
    names = _named_like_tests(ast.walk(tree))
    for name in names:
        # Calling an async function or a generator runs nothing: it would pass for everybody.
        if name in waiting or name not in top:
            raise KonexioError("check-not-plain", file=path, check=name)
        if names.count(name) > 1:
            raise KonexioError("check-twice", file=path, check=name)
    return names


def _named_like_tests(nodes: Iterable[ast.AST]) -> list[str]:
    functions = (n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [function.name for function in functions if function.name.startswith(_PREFIX)]


def _compiled(source: str, path: Path) -> tuple[ast.Module, CodeType]:
    try:
        tree = ast.parse(source)
        return tree, compile(tree, str(path), "exec", dont_inherit=True)
    except SyntaxError as problem:
        raise KonexioError(
            "grader-syntax", file=path, line=problem.lineno or 1, why=problem.msg
        ) from None
    # A zero byte is a ValueError, brackets 1,000 deep one of the two others.
    except (ValueError, RecursionError, MemoryError) as problem:
        raise KonexioError("grader-syntax", file=path, line=1, why=str(problem)) from None


def _goal_of(function: str, goals: Sequence[Goal], path: Path) -> str:
    rest = function.removeprefix(_PREFIX)
    fitting = [g.name for g in goals if rest == g.name or rest.startswith(g.name + "_")]
    if not fitting:
        known = ", ".join(goal.name for goal in goals)
        raise KonexioError("check-without-goal", file=path, check=function, known=known)
    return max(fitting, key=len)
