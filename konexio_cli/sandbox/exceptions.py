"""What a room tells of an exception: its name, what it is in Python, its text, its line."""

from __future__ import annotations

import os
import re
import traceback

from konexio_cli.sandbox.wire import Json

# What the code of a cell is called: the first in our room, the second in a kernel.
_CELL = re.compile(r"^<ipython-input|[\\/]ipykernel_\d+[\\/]")
_LONGEST_TEXT, _LONGEST_LINE = 2_000, 200


def describe(problem: BaseException) -> list[Json]:
    """Return an exception as type name, builtin base and capped text."""
    try:
        text = str(problem)[:_LONGEST_TEXT]
    except Exception:  # noqa: BLE001 - a learner's exception may not even print
        text = ""
    return [type(problem).__name__, builtin_base(type(problem)), text]


def builtin_base(kind: type[BaseException]) -> str:
    """Return the nearest builtin class of an exception class."""
    return next(base.__name__ for base in kind.__mro__ if base.__module__ == "builtins")


def line_of(problem: BaseException) -> str:
    """Return the learner's own line that `problem` came from; "" when it is not known."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [f.line for f in frames if _CELL.search(f.filename) or not f.filename.startswith(os.sep)]
    return (own[-1] or "")[:_LONGEST_LINE] if own else ""


def cell_error(problem: BaseException | None) -> Json:
    """Return what a cell raised, as [type name, builtin base, text, line]; None for nothing."""
    if problem is None:
        return None
    name, base, text = describe(problem)
    if isinstance(problem, SyntaxError):
        # Its str() also tells the name that the cell was given.
        text = str(problem.msg or "")[:_LONGEST_TEXT]
    return [name, base, text, _line_number(problem)]


def _line_number(problem: BaseException) -> int:
    """Return the line of the learner's cell on which `problem` was raised; 0 if unknown."""
    if isinstance(problem, SyntaxError):
        return problem.lineno or 0
    line, step = 0, problem.__traceback__
    while step is not None:
        if _CELL.search(step.tb_frame.f_code.co_filename):
            line = step.tb_lineno
        step = step.tb_next
    return line
