"""A worker: `python -m konexio_cli.cohort.worker`. A line of JSON asks, a line answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.line import to_text
from konexio_cli.crew.serving import serve


def request(one: Found) -> str:
    """Return the line that asks for one file's grade; names are safe whatever their bytes."""
    return json.dumps(asdict(one) | {"path": str(one.path)}, ensure_ascii=True)


@contextmanager
def _answering(exercises: Path, graders: Path) -> Iterator[Callable[[str], str]]:
    with Bench(exercises, graders) as bench:
        yield lambda line: to_text(bench.line(asked(line)))


def asked(line: str) -> Found:
    """Return the file that `request` asks for."""
    facts = json.loads(line)
    return Found(**facts | {"path": Path(facts["path"])})


if __name__ == "__main__":
    serve(_answering)
