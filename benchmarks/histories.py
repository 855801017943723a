"""Is anything ever lost? Many random histories of a workspace, with crashes at any change.

    python -m benchmarks.histories [HISTORIES] [--steps N] [--seed N] [--json]

Each history is a workspace of its own: edits, damage, checks, newer courses and undos in any
order. A step runs in a process that may be killed, or be out of disk, at its n-th change of a
file or of the journal. The exit code is 1 when one of the promises in
tests/endtoend/histories.py did not hold; the shortest history that breaks it is shown.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.endtoend.histories import Histories
from tests.warm_interpreter import load


def main() -> int:
    """Run the histories, print what they did, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("histories", nargs="?", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    many = settings(
        max_examples=asked.histories,
        stateful_step_count=asked.steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    load()  # each step is a fork, which would load it all again
    began = time.monotonic()
    held = True
    try:
        run_state_machine_as_test(seed(asked.seed)(Histories), settings=many)
    except AssertionError as problem:
        held = False
        print("".join(getattr(problem, "__notes__", [str(problem)])), file=sys.stderr)
    _tell(dict(Histories.seen), time.monotonic() - began, held=held, as_json=asked.json)
    return 0 if held else 1


def _tell(seen: dict[str, int], seconds: float, *, held: bool, as_json: bool) -> None:
    facts = {"held": held, "seconds": round(seconds, 1), **dict(sorted(seen.items()))}
    if as_json:
        print(json.dumps(facts))
        return
    for name, fact in facts.items():
        print(f"{name:>24}  {fact}")


if __name__ == "__main__":
    sys.exit(main())
