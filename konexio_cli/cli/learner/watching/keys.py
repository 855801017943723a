"""Single keys from a terminal, without Enter."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator

_MOST_BYTES = 64
_ESCAPE = "\x1b"
_LOOK_AGAIN_AFTER = 0.05
# What the same keys write under an Arabic layout, where no Latin letter can be typed.
_ARABIC = str.maketrans("اىضع", "hnqu")


@contextlib.contextmanager
def keys(pressed: Callable[[str], None]) -> Iterator[bool]:
    """Call `pressed` with each key's small letter, "" at the end of input; yield if there are keys.

    The terminal is as before when this is left; Ctrl-C stays Ctrl-C.
    """
    if not sys.stdin.isatty() or _is_behind():
        yield False
    elif sys.platform == "win32":
        with _windows_keys(pressed):
            yield True
    else:
        with _terminal_keys(pressed):
            yield True


def letters(text: str) -> str:
    """Return the small Latin letters of what was typed; arrows and other such keys are none."""
    return "" if text.startswith(_ESCAPE) else text.lower().translate(_ARABIC)


if sys.platform == "win32":

    def _is_behind() -> bool:
        return False

    @contextlib.contextmanager
    def _windows_keys(pressed: Callable[[str], None]) -> Iterator[None]:
        import msvcrt

        stop = threading.Event()

        def read() -> None:
            while not stop.wait(_LOOK_AGAIN_AFTER):
                while msvcrt.kbhit():
                    for letter in letters(msvcrt.getwch()):
                        pressed(letter)

        with _thread(read, stop.set):
            yield

else:
    import termios
    import tty

    def _is_behind() -> bool:
        """Whether a shell has us run behind its prompt: touching its terminal would stop us."""
        try:
            return os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp()
        except OSError:  # a terminal without a shell
            return False

    @contextlib.contextmanager
    def _terminal_keys(pressed: Callable[[str], None]) -> Iterator[None]:
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        woken, wake = os.pipe()

        def read() -> None:
            while terminal in select.select([terminal, woken], [], [])[0]:
                typed = os.read(terminal, _MOST_BYTES).decode(errors="ignore")
                if not typed:
                    pressed("")
                    return
                for letter in letters(typed):
                    pressed(letter)

        try:
            tty.setcbreak(terminal, termios.TCSADRAIN)
            with _thread(read, lambda: os.close(wake)):
                yield
        finally:
            os.close(woken)
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextlib.contextmanager
def _thread(read: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()
