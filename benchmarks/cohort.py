"""What a cohort costs beyond its rooms, and whether that grows: ratios of one run.

    python -m benchmarks.cohort [--submissions N] [--few N] [--many N] [--learners N] [--exercises N]

- `pace`: submissions from a folder of learners to a gradebook (collect, grade, store,
  gradebook, by one command), in percent of the pace of the rooms alone. Aim: 80 or more.
- `growth`: processor time per submission of many beside that of few. Aim: 1.1 or less.
- `memory`: the largest size of the command's own process with many. Aim: below 300 MiB.
- `gradebook`: seconds to write a gradebook of learners times exercises. Aim: below 5.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.sides.corpus import Corpus, lay_out
from benchmarks.sides.measured import PROCESSES, Command, Cost, halves, run_all
from konexio_cli.cohort.gradebook import write_gradebook
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.settings import Late, Settings
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.wording import Wording
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

_RUNNER = Path(__file__).parent / "sides" / "runners" / "with_judge.py"
_LOOK_SECONDS = 0.05


def main() -> None:
    """Measure all and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.cohort")
    for name, usual in (("submissions", 1_000), ("few", 100), ("many", 10_000)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--exercises", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="konexio-cohort-") as folder:
        place = Path(folder)
        corpus = lay_out("tiny", place / "corpus")
        own = rooms_alone(corpus, asked.submissions, place / "rooms")
        whole = end_to_end(corpus, asked.submissions, place / "whole")
        pace = asked.submissions / whole.seconds / own
        print(f"pace: {pace:.0%} of the rooms' own {own:.0f} per second", flush=True)
        few = end_to_end(corpus, asked.few, place / "few").cpu_seconds / asked.few
        costs = end_to_end(corpus, asked.many, place / "many")
        print(f"pace of many: {asked.many / costs.seconds / own:.0%}", flush=True)
        many = costs.cpu_seconds / asked.many
        print(
            f"growth: {many / few:.2f} ({few * 1e3:.1f} ms, then {many * 1e3:.1f} ms)", flush=True
        )
        print(f"memory: {memory(corpus, asked.many, place / 'many'):.0f} MiB", flush=True)
        seconds, used = gradebook(asked.learners, asked.exercises, place / "gradebook")
        print(f"gradebook: {seconds:.1f} s, {used:.1f} s of a processor")


def fill(corpus: Corpus, count: int, folder: Path, part: slice = slice(None)) -> None:
    """Write `part` of the first `count` submissions, a folder for each learner."""
    for one in corpus.submissions(count)[part]:
        path = folder / one.learner / f"{corpus.exercise.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(corpus.notebook(one.attempt))


def rooms_alone(corpus: Corpus, count: int, place: Path) -> float:
    """Return how many submissions a second the rooms grade, on as many cores as the command."""
    commands = []
    for number, part in enumerate(halves(count)):
        folder = place / str(number)
        fill(corpus, count, folder, part)
        content = (corpus.exercises, corpus.graders, corpus.exercise.id)
        commands.append(Command((sys.executable, _RUNNER, *content, folder), folder))
    run_all(commands)
    told = [json.loads((one.folder / "told.json").read_text()) for one in commands]
    return float(sum(one["count"] / one["seconds"] for one in told))


def grading(corpus: Corpus, *more: str) -> tuple[str | Path, ...]:
    """Return the command that grades the folder `cohort`."""
    return (
        *(sys.executable, "-m", "konexio_cli", "cohort", "grade", "cohort", *more),
        *("--exercises", corpus.exercises, "--graders", corpus.graders),
        *("--jobs", str(PROCESSES)),
    )


def end_to_end(corpus: Corpus, count: int, place: Path) -> Cost:
    """Return what all takes from the learners' folders to the gradebook."""
    fill(corpus, count, place / "class")
    return run_all([Command(grading(corpus, "--collect", "class"), place)])


def memory(corpus: Corpus, count: int, place: Path) -> float:
    """Return the largest size of the command that grades all, in MiB; its workers are others."""
    for file in (place / "cohort").glob("cohort.db*"):
        file.unlink()
    process = subprocess.Popen(grading(corpus), cwd=place, stderr=subprocess.DEVNULL)
    largest = 0
    while process.poll() is None:
        largest = max(largest, *_largest(process.pid))
        time.sleep(_LOOK_SECONDS)
    if process.returncode or not count:
        sys.exit("the command failed")
    return largest / 1024


def _largest(process: int) -> Iterator[int]:
    yield 0
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            yield int(line.split()[1])


def gradebook(learners: int, exercises: int, place: Path) -> tuple[float, float]:
    """Return the seconds, and those of a processor, that a gradebook takes."""
    place.mkdir()
    begin = datetime(2026, 11, 30, tzinfo=UTC)
    due = {f"m01/exercise{number:02}": begin + timedelta(hours=50) for number in range(exercises)}
    with Store(place) as store:
        for number in range(learners):
            kept = list(_grades(f"learner{number:05}", list(due), begin))
            store.see(seen for seen, _ in kept)
            store.keep(kept)
        settings = Settings(due=due, late=Late(10, 50))
        wall, used = time.perf_counter(), time.process_time()
        write_gradebook(store, settings, Wording(Texts(Language.EN)), place)
        return time.perf_counter() - wall, time.process_time() - used


def _grades(learner: str, exercises: list[str], begin: datetime) -> Iterator[tuple[Seen, Line]]:
    for number, exercise in enumerate(exercises):
        sha = sha256(f"{learner} {exercise}".encode()).hexdigest()
        file = f"{learner}/20261130T000000Z-{sha[:8]}/{exercise}.ipynb"
        seen = Seen(learner, file, sha, begin + timedelta(hours=number))
        points = (sum(map(ord, learner)) + number) % 5
        yield (
            seen,
            Line(
                *(learner, file, exercise),
                verdict="passed" if points else "failed",
                points=points,
                possible=4,
                evidence="trainer-graded",
                room="forked/A",
                submission_sha256=sha,
                grader_sha256="0" * 64,
                goals={"empty": "passed", "rounding": "passed" if points else "failed"},
                proofs={"empty": "tests", "rounding": "tests"},
            ),
        )


if __name__ == "__main__":
    main()
