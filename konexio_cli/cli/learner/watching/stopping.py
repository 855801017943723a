"""What stops a check midway: a newer save, or a key to quit."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator

from konexio_cli.cli.learner.finding import Found

SAVED = "saved"
QUIT = ("q", "")
# No event of anybody's: it says that the check is over.
_OVER = "over"
_LOOK_AGAIN_AFTER = 0.2


@contextlib.contextmanager
def stopped_by(
    events: queue.Queue[str], heard: deque[str], found: Found, stop: Callable[[], None]
) -> Iterator[None]:
    """Call `stop` when what is done here is no longer wanted; other events wait in `heard`."""

    def listen() -> None:
        while (event := _next(events)) != _OVER:
            if event is not None:
                heard.append(event)
            if event in QUIT or _is_newer(found):
                stop()
                return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield
    finally:
        events.put(_OVER)
        thread.join()


def _next(events: queue.Queue[str]) -> str | None:
    with contextlib.suppress(queue.Empty):
        return events.get(timeout=_LOOK_AGAIN_AFTER)
    return None


def _is_newer(found: Found) -> bool:
    """Whether the file has other bytes by now; while an editor replaces it, it has none."""
    try:
        return found.path.read_bytes() != found.body
    except OSError:
        return False
