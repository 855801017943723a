"""A worker's own side: lines of text come, each is answered with one, until nobody asks."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TypeAlias

from konexio_cli.crew.requests import Requests

# Answers a line with a line; entered before the first, left after the last.
Answering: TypeAlias = AbstractContextManager[Callable[[str], str]]


def command(module: str, scratch: Path | str, *arguments: Path | str) -> list[str]:
    """Return how a worker is started that is `module`, and leaves what it drops in `scratch`."""
    # -P: a file of the trainer's own, called json.py, is nobody's module.
    flags = ("-P", "-X", "utf8", "-W", "ignore")
    return [sys.executable, *flags, "-m", module, *map(str, (scratch, *arguments))]


def serve(make: Callable[..., Answering]) -> None:
    """Answer until the other side is gone, or SIGTERM comes: `make`'s rooms close in both cases.

    `make` is given the arguments of `command`, as texts.
    """
    # As Ctrl-C: who stops us means it, and nothing on the road swallows this one.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    scratch, arguments = Path(sys.argv[1]), sys.argv[2:]
    if not scratch.is_dir():  # who started us is gone already
        return
    requests = Requests()
    with (
        # Who asked may have been killed: then there is nobody to answer.
        contextlib.suppress(KeyboardInterrupt, BrokenPipeError),
        _dropping(scratch, requests),
        _answers() as answers,
        make(*arguments) as answer,
    ):
        gc.freeze()  # what is loaded by now stays: no collection need look at it again
        while line := requests.next():
            text = answer(line)
            requests.answered()
            print(text, file=answers, flush=True)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nothing is left to be closed


@contextlib.contextmanager
def _dropping(scratch: Path, requests: Requests) -> Iterator[None]:
    """Let this process leave what it drops in a folder of `scratch`, and take it away."""
    # Who started us removes it if we are killed; if both are, the next crew does.
    try:
        with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as own:
            tempfile.tempdir = own
            yield
    finally:
        if requests.deserted:
            with contextlib.suppress(OSError):  # another worker is still there, and does it
                scratch.rmdir()


def _answers() -> IO[str]:
    """Return our standard output; what a check prints goes to the errors, not among answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers
