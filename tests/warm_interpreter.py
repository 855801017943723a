"""An interpreter that has loaded `konexio` and forks for each command that it is sent.

    python warm_interpreter.py SOCKET

A fresh interpreter needs half a second of a core for its imports, a thousand times in one run
of these tests. A command that is forked is a process of its own all the same: with its own
arguments, variables, folder, streams and end.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import konexio_cli
from konexio_cli.cli.main import command_tree, main
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

LARGEST_REQUEST = 1 << 17
_STREAMS = 3
# What a trainer's or an author's command alone needs, or another process.
_NOT_LOADED = ("authoring", "cohort", "sandbox", "__main__", "explaining.friendly_process")


def serve(requests: socket.socket) -> None:
    """Fork for each request; answer with the code it ended with. Return in each fork, and at the end."""
    while True:
        text, streams, _, _ = socket.recv_fds(requests, LARGEST_REQUEST, _STREAMS)
        if not text:
            return
        child = os.fork()
        if not child:
            requests.close()
            _become(json.loads(text), streams)
            _end_with(main)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        requests.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(request: dict[str, Any], streams: list[int]) -> None:
    """Be as the process that was asked for is at its start."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.argv = [f"{konexio_cli.__path__[0]}/__main__.py", *request["arguments"]]
    # As Python makes them where the locale is C.UTF-8.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - they stay open
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115 - they stay open
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - they stay open


def _end_with(command: Callable[[], NoReturn]) -> NoReturn:
    """Run a command to its end, as Python does, but do not take a thousand modules down."""
    try:
        command()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - shown as Python shows it
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as Python itself does at its end
    atexit._run_exitfuncs()  # noqa: SLF001 - and this
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def load() -> None:
    for module in pkgutil.walk_packages(konexio_cli.__path__, "konexio_cli."):
        inner = module.name.removeprefix("konexio_cli.")
        if not inner.startswith(_NOT_LOADED) and "trainer" not in inner and "author" not in inner:
            importlib.import_module(module.name)
    importlib.import_module("typer._adapters")
    command_tree(Texts(Language.EN))
    gc.freeze()


if __name__ == "__main__":
    load()
    serve(socket.socket(fileno=int(sys.argv[1])))
