"""Is anything lost, or graded twice? A cohort that is killed again and again, and gone on with.

    python -m benchmarks.killed [SUBMISSIONS] [KILLS] [--seed N]

What is handed in is collected and graded by one command, from its source each time. Every
twentieth submission kills its room, every 200th never ends. The command and all that it
started are killed together, at random moments. In the end the gradebook and the grades must be
those of a run that nobody disturbed, byte for byte, and the last run must have graded only what
had no grade. The exit code is 1 when that is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from benchmarks.sides.corpus import Corpus, lay_out, marked
from konexio_cli.cohort.store import FILE, Store
from tests.cohort.killing import kill_all

_CRASH_EVERY, _ENDLESS_EVERY = 20, 200
_HANDED_IN = 1_800_000_000
_FILES = ("gradebook.csv", "points.csv", "grades.json")
_LONGEST_WAIT_SECONDS = 0.2


def main() -> None:
    """Run, print, and exit with 1 when a byte is different or a grade was made twice."""
    parser = argparse.ArgumentParser(prog="benchmarks.killed")
    parser.add_argument("submissions", type=int, nargs="?", default=2_000)
    parser.add_argument("kills", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=6)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="konexio-killed-") as folder:
        place = Path(folder)
        corpus = lay_out("tiny", place / "corpus")
        for name in ("undisturbed", "killed"):
            _fill(corpus, place / name / "class", asked.submissions)
        _finish(_start(corpus, place / "undisturbed"))
        kills = _kill(corpus, place / "killed", asked)
        kept = _graded(place / "killed")
        before = _finish(_start(corpus, place / "killed"))
        same = {name: _same(place, name) for name in _FILES}
    print(
        f"{asked.submissions} submissions, killed {kills} times; {kept} kept, {before} not graded again"
    )
    print(", ".join(f"{name}: {'same' if ok else 'DIFFERENT'}" for name, ok in same.items()))
    sys.exit(not (all(same.values()) and kept == before and kills == asked.kills))


def _fill(corpus: Corpus, folder: Path, count: int) -> None:
    plain = cycle(corpus.in_turn())
    for number in range(count):
        attempt = next(plain)
        if number % _ENDLESS_EVERY == 0:
            attempt = corpus.hostile("endless-loop")
        elif number % _CRASH_EVERY == 0:
            attempt = corpus.hostile("crash")
        path = folder / f"learner{number:05}" / f"{corpus.exercise.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(corpus.notebook(marked(attempt, f"submission {number}")))
        # The gradebook tells when it was handed in.
        os.utime(path, (0, _HANDED_IN + number))


def _start(corpus: Corpus, place: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "konexio_cli", "cohort", "grade", place / "cohort"),
            *("--collect", place / "class", "--out", place, "--json"),
            *("--exercises", corpus.exercises, "--graders", corpus.graders),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def _kill(corpus: Corpus, place: Path, asked: argparse.Namespace) -> int:
    """Run and kill; return how often that was: never again once all is graded."""
    moments = random.Random(asked.seed)  # noqa: S311 - any moment will do
    step = asked.submissions // (asked.kills + 1)
    for number in range(asked.kills):
        process = _start(corpus, place)
        aim = _graded(place) + moments.randrange(step) + 1
        while process.poll() is None and _graded(place) < aim:
            time.sleep(moments.random() * _LONGEST_WAIT_SECONDS)
        if process.poll() is not None:
            return number
        kill_all(process)
    return int(asked.kills)


def _graded(place: Path) -> int:
    if not (place / "cohort" / FILE).exists():
        return 0
    with Store(place / "cohort") as store:
        return len(store.graded())


def _finish(process: subprocess.Popen[str]) -> int:
    """Let a run come to its end; return how many submissions had a grade before it."""
    text, _ = process.communicate()
    if process.returncode:
        sys.exit(text)
    return int(json.loads(text)["data"]["graded_before"])


def _same(place: Path, name: str) -> bool:
    return (place / "killed" / name).read_bytes() == (place / "undisturbed" / name).read_bytes()


if __name__ == "__main__":
    main()
