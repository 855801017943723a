"""grades.json: every grade of a cohort with every check, for programs.

The same submissions, judged by the same graders, always give the same bytes: no clock is in
it, no order of events, and no place on this machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from konexio_cli.cohort.line import Line, table
from konexio_cli.durable import writing_atomically

_HEAD = b'{"format": 1, "lines": ['
_TAIL = b"\n]}\n"


def write_record(path: Path, lines: Iterable[Line]) -> None:
    """Write a line of text for each of `lines`. Raise KonexioError when that cannot be."""
    with writing_atomically(path) as file:
        file.write(_HEAD)
        for number, line in enumerate(lines):
            text = json.dumps(table(line), ensure_ascii=False)
            # Half a surrogate pair, as a learner may print one, is written as JSON escapes it.
            file.write(b",\n" if number else b"\n")
            file.write(text.encode("utf-8", "backslashreplace"))
        file.write(_TAIL)
