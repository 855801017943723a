"""A worker: `python -m konexio_cli.cohort.worker`. A line of JSON asks, a line answers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO

from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.line import to_text


def request(one: Found) -> str:
    """Return the line that asks for one file's grade; names are safe whatever their bytes."""
    return json.dumps(asdict(one) | {"path": str(one.path)}, ensure_ascii=True)


def main() -> None:
    """Answer until the other side is gone, or SIGTERM comes: rooms are closed in both cases."""
    # As Ctrl-C: a trainer who stops means it, and nothing on the road swallows this one.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    exercises, graders, scratch = (Path(argument) for argument in sys.argv[1:])
    tempfile.tempdir = str(scratch)  # removed by who started us, even if we are killed
    with (
        contextlib.suppress(KeyboardInterrupt),
        _answers() as answers,
        Bench(exercises, graders) as bench,
    ):
        for line in sys.stdin:
            print(to_text(bench.line(_found(line))), file=answers, flush=True)


def _found(line: str) -> Found:
    asked = json.loads(line)
    return Found(**asked | {"path": Path(asked["path"])})


def _answers() -> IO[str]:
    """Return our standard output; what a check prints goes to the errors, not among answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    main()
