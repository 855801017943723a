"""Where `konexio watch` tells what it found: a clean screen, a block of lines, or JSON."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from collections.abc import Iterator

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, envelope, print_end, print_view, terminal

# Sooner, saying that there is a wait would be one more thing to read.
_A_WAIT = 0.3


class Screen:
    """At a terminal each check stands on a clean screen; with `--plain`, and elsewhere, below.

    Nothing moves and nothing is drawn twice: old laptops and screen readers have the same.
    """

    def __init__(self, asked: Asked, keys: str) -> None:
        self._asked = asked
        self._keys = keys
        self._console = terminal(asked)
        self._wipes = sys.stdout.isatty() and not asked.plain
        self._is_first = True

    def begin(self, result: Result, *, fresh: bool = True) -> None:
        """Show what was found, on a fresh screen if there is one."""
        if self._asked.json:
            return
        with self._console:  # written at once: nothing flickers
            if fresh and self._wipes:
                self._console.clear()
            elif not self._is_first:
                self._console.print()
            self._is_first = False
            print_view(result, self._console, self._asked)

    def end(self, result: Result) -> None:
        """Show what else is to be known, the next step and the keys. With JSON: all, on a line."""
        if self._asked.json:
            print(json.dumps(envelope(result), ensure_ascii=False, default=str), flush=True)
            return
        print_end(result, self._console, self._asked)
        if self._keys:
            self._console.print(self._keys, style="dim")
        self._console.file.flush()

    def tell(self, result: Result, *, fresh: bool = False) -> None:
        """Show all of a result."""
        self.begin(result, fresh=fresh)
        self.end(result)

    @contextlib.contextmanager
    def waiting(self, *sentences: str) -> Iterator[None]:
        """Say that something takes its time, if it does: what was shown is no longer true."""
        if self._asked.json:
            yield
            return
        timer = threading.Timer(_A_WAIT, self.begin, [Result("watch", {}, sentences)])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
