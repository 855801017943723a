"""Checks found in the cells of a starter or a grader."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Goal
from konexio_cli.model.grader import Check
from konexio_cli.model.notebook import Cell, Role

_PREFIX = "test_"


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
    Raise KonexioError when the code does not parse or a test belongs to no goal.
    """
    source = "\n\n".join(cell.source for cell in cells if cell.is_code)
    try:
        tree = ast.parse(source)
    except SyntaxError as problem:
        raise KonexioError(
            "grader-syntax", file=path, line=problem.lineno, why=problem.msg
        ) from None
    found = tuple(
        Check(node.name, source, node.name, _goal_of(node.name, goals, path), round=round_number)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(_PREFIX)
    )
    if not found:
        raise KonexioError("grader-without-checks", file=path)
    return found


def _goal_of(function: str, goals: Sequence[Goal], path: Path) -> str:
    rest = function.removeprefix(_PREFIX)
    fitting = [g.name for g in goals if rest == g.name or rest.startswith(g.name + "_")]
    if not fitting:
        known = ", ".join(goal.name for goal in goals)
        raise KonexioError("check-without-goal", file=path, check=function, known=known)
    return max(fitting, key=len)
