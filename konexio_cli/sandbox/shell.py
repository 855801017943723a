"""IPython as the forked room uses it: cells run as in Jupyter, outputs come back as values."""

from __future__ import annotations

import contextlib
from typing import Any, TypeAlias

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from konexio_cli.sandbox.agent import CELL, CappedText, Keyboard, describe
from konexio_cli.sandbox.wire import Json

# IPython's shell and results have no types that help here.
Foreign: TypeAlias = Any


class Shell:
    """One IPython shell. Make it in the warm process; each room inherits its own copy."""

    def __init__(self) -> None:
        self._shell = _new_shell()
        self._shell.showtraceback = _nothing
        self._shell.showsyntaxerror = _nothing
        self._shell.ask_exit = _nothing
        self._shell.enable_gui = _nothing  # there is no window to show a figure in

    @property
    def names(self) -> dict[str, object]:
        """The learner's namespace."""
        names: dict[str, object] = self._shell.user_ns
        return names

    def run(self, source: str, typed: list[Json], most: int) -> Json:
        """Run one cell; return what it printed, displayed and raised.

        The form is `[stdout, stderr, displayed text, raised or None]`, texts cut at `most`.
        """
        out, err = CappedText(most), CappedText(most)
        publisher = CapturingDisplayPublisher(shell=self._shell)
        shown = publisher.outputs
        self._shell.display_pub = publisher
        self._shell.display_trap.hook = CapturingDisplayHook(shell=self._shell, outputs=shown)
        with Keyboard(typed), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = self._shell.run_cell(source, store_history=False)
        text = "\n".join(str(one["data"].get("text/plain", "")) for one in shown)[:most]
        return [out.getvalue(), err.getvalue(), text, error_of(result)]


def error_of(result: Foreign) -> Json:
    """Return what a cell raised, as [type name, builtin base, text, line]; None for nothing."""
    problem = result.error_before_exec or result.error_in_exec if result else None
    if problem is None:
        return None
    name, base, text = _as_list(describe(problem))
    if isinstance(problem, SyntaxError):
        # Its str() also tells the name that IPython gave the cell.
        text = str(problem.msg or "")[:2000]
    return [name, base, text, _line(problem)]


def _as_list(form: Json) -> list[Json]:
    return form if isinstance(form, list) else []


def _line(problem: BaseException) -> int:
    """Return the line of the learner's cell on which `problem` was raised; 0 if unknown."""
    if isinstance(problem, SyntaxError):
        return problem.lineno or 0
    line, step = 0, problem.__traceback__
    while step is not None:
        if CELL.search(step.tb_frame.f_code.co_filename):
            line = step.tb_lineno
        step = step.tb_next
    return line


def _nothing(*_: object, **__: object) -> None:
    """Stand in for what IPython does to a terminal: tracebacks are the judge's, so is the end."""


def _new_shell() -> Foreign:
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    shell: Foreign = InteractiveShell.instance(config=config)
    shell._db = {}  # noqa: SLF001 - where magics remember folders: in memory, a room has no home
    return shell
