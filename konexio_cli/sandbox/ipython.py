"""IPython as the forked room uses it: for cells with magics, awaits and displays."""

from __future__ import annotations

from types import ModuleType
from typing import Any, TypeAlias

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

# IPython's shell and results have no types that help here.
Foreign: TypeAlias = Any


class IPythonCells:
    """One IPython shell over the names of a module."""

    def __init__(self, module: ModuleType) -> None:
        self._shell = _new_shell(module)
        publisher = CapturingDisplayPublisher(shell=self._shell)
        self._shown: list[Foreign] = publisher.outputs
        self._shell.display_pub = publisher
        self._shell.display_trap.hook = CapturingDisplayHook(self._shell, self._shown)

    def run(self, source: str, shown: list[str]) -> BaseException | None:
        """Run one cell; return what it raised. What it displays is added to `shown`."""
        self._shown.clear()
        result: Foreign = self._shell.run_cell(source, store_history=False)
        shown += [str(one["data"].get("text/plain", "")) for one in self._shown]
        problem: BaseException | None = result.error_before_exec or result.error_in_exec
        return problem

    def text_of(self, value: object) -> str:
        """Return the text that Jupyter shows for a value."""
        data, _ = self._shell.display_formatter.format(value)
        return str(data.get("text/plain", ""))


def _nothing(*_: object, **__: object) -> None:
    """Stand in for what IPython does to a terminal: tracebacks are the judge's, so is the end."""


def _new_shell(module: ModuleType) -> Foreign:
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    shell: Foreign = InteractiveShell.instance(config=config, user_module=module)
    shell._db = {}  # noqa: SLF001 - where magics remember folders: in memory, a room has no home
    shell.showtraceback = _nothing
    shell.showsyntaxerror = _nothing
    shell.ask_exit = _nothing
    shell.enable_gui = _nothing  # there is no window to show a figure in
    return shell
