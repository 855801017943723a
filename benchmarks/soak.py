"""Does anything grow? Many submissions in a row at one worker's bench.

    python -m benchmarks.soak [SUBMISSIONS] [--hostile-every N] [--json]

Every 500th submission never ends or kills its room. Memory, descriptors, processes, mounts
and folders left behind are read at the start (once all caches are full), in the middle and
at the end; the exit code is 1 when any of them has grown, or a single verdict was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.sides.corpus import Corpus, lay_out, marked
from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.collecting import Found
from konexio_cli.model.grader import Attempt

_SETTLED = 200
# An interpreter's memory breathes; a leak of half a kilobyte per submission does not hide here.
_BREATH_KB = 4096
_HOSTILE = {"endless-loop": "timeout", "crash": "error"}


@dataclass(frozen=True, slots=True)
class Vitals:
    """What must not grow. The warm process is all that lives below this one between rooms."""

    judge_kb: int
    warm_kb: int
    judge_files: int
    warm_files: int
    processes: int
    mounts: int
    folders: int


def main() -> None:
    """Run, print, and exit with 1 when something grew."""
    parser = argparse.ArgumentParser(prog="benchmarks.soak")
    parser.add_argument("submissions", type=int, nargs="?", default=10_000)
    parser.add_argument("--hostile-every", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="konexio-soak-") as folder:
        corpus = lay_out("tiny", Path(folder))
        # Whatever rooms leave behind, they leave here.
        tempfile.tempdir = str(Path(folder, "rooms"))
        Path(tempfile.tempdir).mkdir()
        told = soak(corpus, asked.submissions, asked.hostile_every)
        tempfile.tempdir = None
    grown = growth(told["start"], told["end"])
    print(json.dumps(_report(told, grown)) if asked.json else _text(told, grown))
    sys.exit(bool(grown))


def soak(corpus: Corpus, count: int, hostile_every: int) -> dict[str, Vitals]:
    """Grade `count` submissions, and more before; return the vitals at three moments."""
    told: dict[str, Vitals] = {}
    moments = {_SETTLED: "start", _SETTLED + count // 2: "middle", _SETTLED + count: "end"}
    with Bench(corpus.exercises, corpus.graders) as bench:
        begun = time.perf_counter()
        for number, (attempt, right) in enumerate(_turns(corpus, hostile_every), 1):
            _grade(bench, corpus, attempt, right, number)
            if number in moments:
                told[moments[number]] = vitals()
                seconds = time.perf_counter() - begun
                print(f"{moments[number]}: {number} in {seconds:.0f} s", file=sys.stderr)
            if number == _SETTLED + count:
                break
    return told


def _turns(corpus: Corpus, hostile_every: int) -> Iterator[tuple[Attempt, str]]:
    """Yield attempts with their verdicts, a hostile one at every `hostile_every`th place."""
    plain = cycle([(one, str(one.expected)) for one in corpus.in_turn()])
    hostile = cycle([(corpus.hostile(name), verdict) for name, verdict in _HOSTILE.items()])
    number = 0
    while True:
        number += 1
        # The first two come early: what they make once is made before the start is read.
        yield next(hostile if number % hostile_every == 0 or number in {10, 20} else plain)


def _grade(bench: Bench, corpus: Corpus, attempt: Attempt, right: str, number: int) -> None:
    path = corpus.root / "tiny.ipynb"
    path.write_text(corpus.notebook(marked(attempt, f"submission {number}")))
    line = bench.line(Found("learner", path, path.name))
    if line.verdict != right:
        sys.exit(f"submission {number}, {attempt.name}: {line.verdict} {line.problem}")


def vitals() -> Vitals:
    """Return what this process and those below it hold at this moment."""
    warm = _below(os.getpid())
    return Vitals(
        judge_kb=_resident_kb(os.getpid()),
        warm_kb=sum(map(_resident_kb, warm)),
        judge_files=_entries("/proc/self/fd"),
        warm_files=sum(_entries(f"/proc/{one}/fd") for one in warm),
        processes=len(warm),
        mounts=sum(_mounts(one) for one in warm),
        folders=_entries(tempfile.gettempdir()),
    )


def _below(process: int) -> list[int]:
    """Return all descendants of a process."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            # Behind the last bracket, since a program's name may hold some: state, parent.
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
        children.setdefault(parent, []).append(int(entry.parent.name))
    found: list[int] = []
    open_ends = [process]
    while open_ends:
        ones = children.get(open_ends.pop(), [])
        found += ones
        open_ends += ones
    return found


def _resident_kb(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def _entries(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def _mounts(process: int) -> int:
    return len(Path(f"/proc/{process}/mountinfo").read_text().splitlines())


def growth(start: Vitals, end: Vitals) -> list[str]:
    """Return the names of what grew; memory may breathe."""
    before, after = asdict(start), asdict(end)
    breath = {name: _BREATH_KB if name.endswith("_kb") else 0 for name in before}
    return [name for name in before if after[name] > before[name] + breath[name]]


def _report(told: dict[str, Vitals], grown: list[str]) -> dict[str, object]:
    return {moment: asdict(one) for moment, one in told.items()} | {"grown": grown}


def _text(told: dict[str, Vitals], grown: list[str]) -> str:
    head = f"{'':14}" + "".join(f"{moment:>10}" for moment in told)
    rows = (
        f"{name:14}" + "".join(f"{getattr(one, name):>10}" for one in told.values())
        for name in Vitals.__slots__
    )
    last = f"grown: {', '.join(grown)}" if grown else "nothing grew"
    return "\n".join([head, *rows, last])


if __name__ == "__main__":
    main()
