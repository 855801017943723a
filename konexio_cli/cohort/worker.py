"""A worker: `python -m konexio_cli.cohort.worker`. A line of JSON asks, a line answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from konexio_cli.cohort.asking import asked
from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.line import to_text
from konexio_cli.crew.serving import serve


@contextmanager
def _answering(exercises: str, graders: str, trust: str) -> Iterator[Callable[[str], str]]:
    with Bench(Path(exercises), Path(graders), trust=bool(trust)) as bench:
        yield lambda line: to_text(bench.line(asked(line)))


if __name__ == "__main__":
    serve(_answering)
