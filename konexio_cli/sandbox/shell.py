"""Cells run as in Jupyter: outputs come back as values. Plain ones need no IPython."""

from __future__ import annotations

import contextlib
import sys
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING

from konexio_cli.sandbox.agent import CappedText, Keyboard
from konexio_cli.sandbox.exceptions import cell_error
from konexio_cli.sandbox.plain import PlainCells
from konexio_cli.sandbox.wire import Json

if TYPE_CHECKING:
    from konexio_cli.sandbox.ipython import IPythonCells

# Values whose text is the same everywhere; a line that is no longer than this is never broken.
_SCALARS = frozenset({type(None), bool, int, float, str, bytes, Decimal})
_LONGEST_LINE = 70


class NeedsIPython(BaseException):
    """A cell cannot be run, or its value not be shown, without IPython: this room ends."""


class Shell:
    """One learner's namespace. Make it in the warm process; each room inherits its own copy."""

    def __init__(self) -> None:
        """Be the `__main__` of this process."""
        # Whether IPython may be loaded where a cell needs it.
        self.may_load = True
        self._module = ModuleType("__main__")
        sys.modules["__main__"] = self._module
        self._plain = PlainCells(self.names)
        self._ipython: IPythonCells | None = None
        self._all_plain = True

    @property
    def names(self) -> dict[str, object]:
        """The learner's namespace."""
        return vars(self._module)

    def warm_up(self, *, ipython: bool) -> None:
        """Do once what the first cell does: what it imports, each room then has."""
        if ipython:
            self._with_ipython().run("pass", [])
        self.run("print\nNone", [], 0)

    def run(self, source: str, typed: list[Json], most: int, *, silent: bool = False) -> Json:
        """Run one cell; return what it printed, displayed and raised.

        A `silent` one is plain and shows nothing. The form is `[stdout, stderr, displayed text, raised or None]`, texts cut at `most`.
        """
        out, err, shown = CappedText(most), CappedText(most), list[str]()
        with Keyboard(typed), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            raised = self._ran(source, shown, silent=silent)
        return [out.getvalue(), err.getvalue(), "\n".join(shown)[:most], cell_error(raised)]

    def _ran(self, source: str, shown: list[str], *, silent: bool) -> BaseException | None:
        """Run one cell; return what it raised.

        From the first cell that is not plain, none is: what a magic may have changed holds.
        """
        compiled = self._plain.compiled_silent if silent else self._plain.compiled
        codes = compiled(source) if self._all_plain else None
        if codes is None:
            self._all_plain = False
            return self._with_ipython().run(source, shown)
        raised = self._plain.run(codes, lambda value: self._show(value, shown))
        if isinstance(raised, NeedsIPython):
            raise raised  # it is no word of the learner's cell
        return raised

    def _show(self, value: object, shown: list[str]) -> None:
        if value is not None:
            plain = simple_text(value)
            shown.append(self._with_ipython().text_of(value) if plain is None else plain)

    def _with_ipython(self) -> IPythonCells:
        if self._ipython is None:
            if not self.may_load:
                raise NeedsIPython
            # Imported late: it is most of what a process holds, and few cells need it.
            from konexio_cli.sandbox.ipython import IPythonCells  # noqa: PLC0415 - as said above

            self._ipython = IPythonCells(self._module)
        return self._ipython


def simple_text(value: object) -> str | None:
    """Return what Jupyter shows for a value of plain types; None where only IPython knows."""
    kind = type(value)
    if kind in {list, tuple}:
        assert isinstance(value, list | tuple)
        if not all(type(item) in _SCALARS for item in value):
            return None
    elif kind not in _SCALARS:
        return None
    try:
        text = repr(value)
    except ValueError:  # a number of too many digits
        return None
    return text if len(text) <= _LONGEST_LINE else None
