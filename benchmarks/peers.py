"""How fast is a grade? Ours beside the peers, in one run, on the same submissions.

    python -m benchmarks.peers [--count N] [--slow N] [--only NAME …] [--corpus NAME …]
                               [--rounds N] [--envs FOLDER] [--json]

Each side gets two processes and the first submissions of the same list; everything from
the start of its command to its last result is in its figures. One submission of five is
wrong, and a side that misjudges a single check gets no figures. Ratios are what counts:
all sides run on the same machine at the same time of day.

nbgrader (autograde) and otter-grader (`otter run`) are installed into environments of
their own, once. `nbclient` runs notebook and checks in a kernel for each submission,
`forked exec` in a child of a warm process: no isolation, no defence.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeAlias

import platformdirs

from benchmarks.sides import nbgrader_side, otter_side, ours, plain
from benchmarks.sides.corpus import NAMES, Corpus, lay_out
from benchmarks.sides.environments import program
from benchmarks.sides.measured import Cost, Verdicts

Side: TypeAlias = Callable[[Corpus, int, Path], tuple[Cost, Verdicts]]

_OURS = "ours"
_FAST = (_OURS, "forked exec")
_SLOW = ("nbclient", "nbgrader", "otter")
# pandas makes a submission of `data` ten times as long as one of `tiny`.
_DATA_SHARE = 5
_CACHE = Path(platformdirs.user_cache_dir("konexio-benchmarks"))


@dataclass(frozen=True, slots=True)
class Figures:
    """One side on one corpus; `ratio` is how many times as fast ours is."""

    corpus: str
    side: str
    submissions: int
    per_second: float
    cpu_each: float
    ratio: float | None = None


def main() -> None:
    """Measure, and print a table or JSON."""
    asked = _arguments()
    sides = _sides(asked.envs, asked.only or (*_FAST, *_SLOW))
    figures: list[Figures] = []
    for name in asked.corpus or NAMES:
        with tempfile.TemporaryDirectory(prefix="konexio-bench-") as folder:
            corpus = lay_out(name, Path(folder))
            counts = _counts(asked, name)
            measured = (measure(sides, corpus, counts) for _ in range(asked.rounds))
            figures += compared(list(measured))
    if asked.json:
        print(json.dumps([_as_dict(one) for one in figures], indent=1))
    else:
        print(table(figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.peers")
    parser.add_argument("--count", type=int, default=1000, help="submissions for the fast sides")
    parser.add_argument("--slow", type=int, default=40, help="submissions for the others")
    parser.add_argument("--only", action="append", choices=(*_FAST, *_SLOW))
    parser.add_argument("--corpus", action="append", choices=NAMES)
    parser.add_argument("--rounds", type=int, default=1, help="medians of several rounds")
    parser.add_argument("--envs", type=Path, default=_CACHE, help="where the peers are installed")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _counts(asked: argparse.Namespace, corpus: str) -> dict[str, int]:
    fast = asked.count if corpus == "tiny" else max(asked.count // _DATA_SHARE, 1)
    return dict.fromkeys(_FAST, fast) | dict.fromkeys(_SLOW, asked.slow)


def _sides(envs: Path, names: Iterable[str]) -> dict[str, Side]:
    """Return the sides that are asked for; peers are installed now, before any clock runs."""
    makers: Mapping[str, Callable[[], Side]] = {
        _OURS: lambda: ours.grade,
        "forked exec": lambda: plain.forked_exec,
        "nbclient": lambda: plain.nbclient,
        "nbgrader": lambda: partial(
            nbgrader_side.grade, program=program(envs, "nbgrader", "nbgrader")
        ),
        "otter": lambda: partial(otter_side.grade, program=program(envs, "otter", "otter")),
    }
    return {name: makers[name]() for name in names}


def measure(sides: Mapping[str, Side], corpus: Corpus, counts: Mapping[str, int]) -> list[Figures]:
    """Return the figures of each side, once. Exit with a sentence when one misjudges."""
    figures = []
    for name, side in sides.items():
        count = counts[name]
        print(f"{corpus.name}: {name}, {count} submissions", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="konexio-bench-") as place:
            cost, verdicts = side(corpus, count, Path(place))
        _demand_right(corpus, name, count, verdicts)
        rate, each = count / cost.seconds, cost.cpu_seconds / count
        figures.append(Figures(corpus.name, name, count, rate, each))
    return figures


def _demand_right(corpus: Corpus, side: str, count: int, verdicts: Verdicts) -> None:
    for one in corpus.submissions(count):
        told = verdicts.get(one.learner)
        if told != one.fails:
            sys.exit(
                f"{side} misjudged {one.attempt.name} of {corpus.name}:"
                f" failed {_names(told)}, right is {_names(one.fails)}"
            )


def _names(checks: frozenset[str] | None) -> str:
    return "nothing graded" if checks is None else ", ".join(sorted(checks)) or "none"


def compared(rounds: Sequence[Sequence[Figures]]) -> list[Figures]:
    """Return the medians over all rounds, each side with its ratio to ours in the same round."""
    return [
        _median(same, [_rate_of_ours(one) for one in rounds]) for same in zip(*rounds, strict=True)
    ]


def _rate_of_ours(one_round: Sequence[Figures]) -> float | None:
    return next((one.per_second for one in one_round if one.side == _OURS), None)


def _median(same: Sequence[Figures], ours_rates: Sequence[float | None]) -> Figures:
    first = same[0]
    ratios = [rate / one.per_second for rate, one in zip(ours_rates, same, strict=True) if rate]
    return Figures(
        first.corpus,
        first.side,
        first.submissions,
        median(one.per_second for one in same),
        median(one.cpu_each for one in same),
        median(ratios) if ratios else None,
    )


def table(figures: Sequence[Figures]) -> str:
    """Return the figures as text, a line for each side."""
    head = f"{'corpus':8}{'side':14}{'count':>6}{'per second':>12}{'CPU s each':>12}{'ours is':>12}"
    return "\n".join([head, *map(_line, figures)])


def _line(one: Figures) -> str:
    ratio = "" if one.ratio is None else f"{one.ratio:.3g} x"
    return (
        f"{one.corpus:8}{one.side:14}{one.submissions:>6}{one.per_second:>12.3g}"
        f"{one.cpu_each:>12.3g}{ratio:>12}"
    )


def _as_dict(one: Figures) -> dict[str, object]:
    return {name: getattr(one, name) for name in Figures.__slots__}


if __name__ == "__main__":
    main()
