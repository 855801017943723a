"""All of a still program in one turn: its cells are run, its functions told, calls of them answered."""

from __future__ import annotations

from konexio_cli.sandbox.agent import Agent, Request
from konexio_cli.sandbox.shell import Shell
from konexio_cli.sandbox.wire import Json


def all_at_once(shell: Shell, agent: Agent, request: Request, output: int) -> Json:
    """Return the runs of `cells`, the functions, and the answers to `calls`, one for each.

    A call tells the name of its `function` instead of a target; None is the answer where
    there is no such function.
    """
    cells, calls = request["cells"], request["calls"]
    assert isinstance(cells, list)
    assert isinstance(calls, list)
    runs = [shell.run(str(cell), [], output) for cell in cells]
    return [runs, *agent.told(calls)]
