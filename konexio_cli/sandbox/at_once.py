"""All of a still program in one turn: its cells are run, its functions told, calls of them answered."""

from __future__ import annotations

from konexio_cli.sandbox.agent import Agent, Request
from konexio_cli.sandbox.shell import Shell
from konexio_cli.sandbox.wire import Json, dumps, loads

# After three, no more pages of memory are written to than before.
_TIMES = 3


def all_at_once(shell: Shell, agent: Agent, request: Request, output: int) -> Json:
    """Return the runs of `cells`, the functions, and the answers to `calls`, one for each.

    A cell is its text, and whether it is silent; a call a function's name and two forms of
    arguments. None is the answer where there is no such function.
    """
    runs = [
        shell.run(str(source), [], output, silent=bool(silent))
        for source, silent in _rows(request["cells"])
    ]
    calls = [(str(name), args, named) for name, args, named in _rows(request["calls"])]
    return [runs, *agent.told(calls)]


def rehearse() -> None:
    """Do a few times what rooms will do: what Python makes once is then made before they fork."""
    values: list[Json] = [2, "text", [3, "a"]]
    frame = dumps(
        {
            "cells": [["def double(x):\n    return x * 2", True], ["x = (1, 2.5)\nx", False]],
            "calls": [["double", [value], {"$": "dict", "v": []}] for value in values],
        }
    )
    for _ in range(_TIMES):
        shell, request = Shell(), loads(frame)
        assert isinstance(request, dict)
        dumps(all_at_once(shell, Agent(shell.names), request, 0))


def _rows(form: Json) -> list[list[Json]]:
    assert isinstance(form, list)
    return [row for row in form if isinstance(row, list)]
