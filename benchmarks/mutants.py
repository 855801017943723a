"""How many mutants are judged in a second? `pack check` of the course, with one process and more.

    python -m benchmarks.mutants [NAMES…] [--jobs 1 2] [--json]

The gates are run as well, as an author or CI runs them; a second run without mutants tells
what they take. The figures count mutants for each second of the difference.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

from konexio_cli.authoring.checking import Sides
from konexio_cli.authoring.checking_all import check_exercises
from konexio_cli.authoring.findings import Mutation
from konexio_cli.packs.exercises import read_course
from konexio_cli.packs.library import named

_HOUSE = Path(__file__).parents[1]
_SIDES = Sides(_HOUSE / "exercises", _HOUSE / "graders")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.mutants")
    parser.add_argument("names", nargs="*", help="packs or exercises; none means all")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="processes")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    names = named(read_course(_SIDES.exercises), asked.names)
    figures = [measured(names, jobs) for jobs in asked.jobs]
    print(json.dumps(figures, indent=1) if asked.json else _text(figures))


def measured(names: Sequence[str], jobs: int) -> dict[str, float]:
    """Return how long the gates take with and without mutants, and mutants per second."""
    load = round(os.getloadavg()[0], 1)
    seconds, counted = timed(names, jobs, seeds=1)
    gates, _ = timed(names, jobs, seeds=0)
    return {
        "jobs": jobs,
        "exercises": len(names),
        "mutants": counted.total,
        "caught": counted.caught,
        "seconds": round(seconds, 1),
        "gates_seconds": round(gates, 1),
        "mutants_per_second": round(counted.total / (seconds - gates), 1),
        "load": load,
    }


def timed(names: Sequence[str], jobs: int, seeds: int) -> tuple[float, Mutation]:
    """Return how long a check of the exercises takes, and its mutants."""
    begun = time.perf_counter()
    reports = list(check_exercises(names, _SIDES, jobs, seeds))
    counted = sum((report.mutation for report in reports), Mutation())
    return time.perf_counter() - begun, counted


def _text(figures: Sequence[dict[str, float]]) -> str:
    return "\n".join(
        f"{one['jobs']:.0f} processes: {one['mutants_per_second']} mutants per second"
        f" ({one['mutants']:.0f} mutants of {one['exercises']:.0f} exercises in"
        f" {one['seconds']} s, all gates; {one['gates_seconds']} s without mutants;"
        f" load before: {one['load']})"
        for one in figures
    )


if __name__ == "__main__":
    main()
