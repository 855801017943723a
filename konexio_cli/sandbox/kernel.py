"""The kernel's side of a jupyter room: the agent, beside the learner's names and not among them."""

from __future__ import annotations

import base64
import sys
from typing import Any, TypeAlias

from IPython.core.getipython import get_ipython

from konexio_cli.sandbox.agent import Agent, Keyboard
from konexio_cli.sandbox.exceptions import cell_error
from konexio_cli.sandbox.wire import Json, dumps

# ipykernel's shell and IPython's results have no types that help here.
Foreign: TypeAlias = Any


def install(output_characters: int) -> str:
    """Put a Post on the shell of this kernel, where the judge's expressions find it."""
    shell: Foreign = get_ipython()
    shell.konexio = Post(shell, output_characters)
    sys.path.insert(0, "")  # where Jupyter looks for the learner's own modules; -I leaves it out
    return "installed"


class Post:
    """Answers the judge's expressions as text that survives a notebook message."""

    def __init__(self, shell: Foreign, output_characters: int) -> None:
        self._agent = Agent(shell.user_ns, output_characters)
        self._raised: Json = None
        shell.events.register("post_run_cell", self._note)
        # A cell reads what its judge planned, which is nothing: no frontend is there to ask.
        shell.kernel.raw_input = Keyboard([]).line
        # exit() in a cell ends nothing in the forked room; here it would end the kernel.
        shell.ask_exit = _stay

    def answer(self, frame: str, most: int) -> str:
        """Return the agent's answer to a frame; "" when it has more than `most` bytes."""
        answer = self._agent.answer(base64.b64decode(frame))
        return _text(answer) if len(answer) <= most else ""

    def raised(self) -> str:
        """Return what the last cell raised, once: an empty cell after it raises nothing."""
        raised, self._raised = self._raised, None
        return _text(dumps(raised))

    def _note(self, result: Foreign) -> None:
        self._raised = cell_error(result.error_before_exec or result.error_in_exec)


def _text(frame: bytes) -> str:
    return base64.b64encode(frame).decode()


def _stay() -> None:
    """Do nothing: the room ends when the judge says so."""
