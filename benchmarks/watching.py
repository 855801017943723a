"""How long from a save to its verdict? `konexio watch` in a terminal of its own, and real saves.

    python -m benchmarks.watching [--saves N] [--json]

The clock starts before the notebook is written, as an editor writes it (truncated and filled,
or renamed into place, in turn), and stops when the verdict has come out of the terminal. Right
and wrong answers take turns, each one new; between two saves the terminal has been quiet for
a while, as with a learner who reads.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.packs.compose import fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import Texts

_HOUSE = Path(__file__).parents[1]
_EXERCISE = "m01/split-the-bill"
_KONEXIO = (sys.executable, "-m", "konexio_cli")
_PATIENCE = 60.0
_QUIET = 0.5
_TEXTS = Texts(Language.EN)
_RIGHT = _TEXTS.say("check.passed").encode()
_WRONG = _TEXTS.say("check.not_yet", passed=0, all=1).encode()


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.watching")
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="konexio-bench-") as name:
        figures = measure(Path(name), asked.saves)
    text = "\n".join(f"{key.replace('_', ' '):24}{value:10.1f}" for key, value in figures.items())
    print(json.dumps(figures, indent=1) if asked.json else text)


def measure(folder: Path, count: int) -> dict[str, float]:
    """Return milliseconds from a save to its verdict, and of what comes before the first."""
    _konexio(folder, "start", "work", "--name", "Amina", "--lang", "en")
    work = folder / "work"
    _konexio(work, "pull", "--exercises", str(_HOUSE / "exercises"))
    notebook = work / _EXERCISE / "split-the-bill.ipynb"
    answers = _answers()
    begun = time.perf_counter()
    with _watching(work) as terminal:
        _until(terminal, _TEXTS.say("check.unfinished").encode())
        ready = time.perf_counter() - begun
        each = [
            _save(terminal, notebook, next(answers), way)
            for way, _ in zip(cycle((_truncating, _renaming)), range(count + 1), strict=False)
        ]
    first, *others = each
    others.sort()
    return {
        "ready_ms": 1000 * ready,
        "first_save_ms": 1000 * first,
        "median_ms": 1000 * median(others),
        "p90_ms": 1000 * others[int(len(others) * 0.9)],
        "slowest_ms": 1000 * others[-1],
    }


def _answers() -> Iterator[tuple[dict[str, str], bytes]]:
    """Yield ever new answers, right and wrong in turn, with what is said of them."""
    exercise = read_exercise(_HOUSE / "exercises", _EXERCISE)
    grader = read_grader(_HOUSE / "graders", _HOUSE / "exercises", exercise)
    reference = grader.reference(1)
    assert reference
    right = {c.name: c.source for c in reference.notebook.cells if c.role is Role.ANSWER}
    number = 0
    while True:
        number += 1
        yield {name: f"{source}\n# {number}\n" for name, source in right.items()}, _RIGHT
        broken = {name: f"{source}\ndel {_function(source)}\n" for name, source in right.items()}
        yield {name: f"{source}# {number}\n" for name, source in broken.items()}, _WRONG


def _function(source: str) -> str:
    return next(line for line in source.splitlines() if line.startswith("def "))[4:].split("(")[0]


def _save(
    terminal: int,
    notebook: Path,
    answer: tuple[dict[str, str], bytes],
    way: Callable[[Path, str], None],
) -> float:
    """Save an answer; return the seconds until its verdict is shown."""
    cells, expected = answer
    text = fill_in(notebook.read_text("utf-8"), cells)
    _drain(terminal)
    begun = time.perf_counter()
    way(notebook, text)
    _until(terminal, expected)
    return time.perf_counter() - begun


def _truncating(notebook: Path, text: str) -> None:
    notebook.write_text(text, "utf-8")


def _renaming(notebook: Path, text: str) -> None:
    beside = notebook.with_name(f".~{notebook.name}")
    beside.write_text(text, "utf-8")
    beside.replace(notebook)


@contextmanager
def _watching(work: Path) -> Iterator[int]:
    """Run `konexio watch` in a pseudo-terminal; give our end of it."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*_KONEXIO, "watch", _EXERCISE],
        cwd=work,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield ours
    finally:
        os.write(ours, b"q")
        process.wait(timeout=_PATIENCE)
        os.close(ours)


def _until(terminal: int, expected: bytes) -> None:
    seen = b""
    while expected not in seen:
        if not select.select([terminal], [], [], _PATIENCE)[0]:
            sys.exit(f"no verdict came: {seen.decode(errors='replace')}")
        seen += os.read(terminal, 1 << 16)


def _drain(terminal: int) -> None:
    while select.select([terminal], [], [], _QUIET)[0]:
        os.read(terminal, 1 << 16)


def _konexio(folder: Path, *arguments: str) -> None:
    subprocess.run([*_KONEXIO, *arguments], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
