"""IPython as the forked room uses it: cells run as in Jupyter, outputs come back as values."""

from __future__ import annotations

import contextlib
from typing import Any

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from konexio_cli.sandbox.agent import CappedText, Keyboard, describe
from konexio_cli.sandbox.wire import Json


class Shell:
    """One IPython shell. Make it in the warm process; each room inherits its own copy."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.xmode = "Minimal"
        config.InteractiveShell.display_pub_class = CapturingDisplayPublisher
        self._shell: Any = InteractiveShell.instance(config=config)
        self._shell.showtraceback = _show_nothing
        self._shell.showsyntaxerror = _show_nothing

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
        shown: list[dict[str, Any]] = []
        self._shell.display_trap.hook = CapturingDisplayHook(shell=self._shell, outputs=shown)
        self._shell.display_pub.outputs = shown
        with Keyboard(typed), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = self._shell.run_cell(source, store_history=False)
        problem = result.error_before_exec or result.error_in_exec
        text = "\n".join(str(one["data"].get("text/plain", "")) for one in shown)[:most]
        return [
            out.getvalue(),
            err.getvalue(),
            text,
            None if problem is None else [*_as_list(describe(problem)), _line(problem)],
        ]


def _as_list(form: Json) -> list[Json]:
    return form if isinstance(form, list) else []


def _line(problem: BaseException) -> int:
    """Return the line of the learner's cell on which `problem` was raised; 0 if unknown."""
    if isinstance(problem, SyntaxError):
        return problem.lineno or 0
    line, step = 0, problem.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.startswith(("/tmp/ipykernel", "<ipython-input")):  # noqa: S108 - a name to recognise, not a file
            line = step.tb_lineno
        step = step.tb_next
    return line


def _show_nothing(*_: object, **__: object) -> None:
    """Keep IPython from printing tracebacks: the judge is told of the exception itself."""
