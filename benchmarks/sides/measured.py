"""Commands run side by side, and what they cost: seconds and processor time."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from benchmarks.sides.clock import Clock

PROCESSES = 2
_TOLD = 2_000
# By learner, the checks that a grader says failed.
Verdicts: TypeAlias = Mapping[str, frozenset[str]]


class CommandFailed(Exception):
    """A side's command ended with an error; its last words are the text."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and where."""

    arguments: Sequence[str | Path]
    folder: Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a side took for all its submissions."""

    seconds: float
    cpu_seconds: float


def run_all(commands: Sequence[Command]) -> Cost:
    """Run all commands, PROCESSES of them at a time.

    Raise CommandFailed with the first that did, OSError when processor time cannot be counted.
    """
    begun = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as pool:
        used = list(pool.map(_run, range(len(commands)), commands))
    return Cost(time.perf_counter() - begun, sum(used))


def _run(number: int, command: Command) -> float:
    """Run one command; return its processor time, with that of all that it started."""
    log = command.folder / f"log-{number}.txt"
    with log.open("wb") as file, Clock() as clock:
        code = subprocess.call(
            command.arguments,
            cwd=command.folder,
            env=_environment(command),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        seconds = clock.seconds()
    if code:
        told = log.read_text(errors="replace")[-_TOLD:]
        raise CommandFailed(f"{command.arguments[0]} ended with {code}:\n{told}")
    return seconds


def _environment(command: Command) -> dict[str, str]:
    """Return an environment in which nobody finds the settings of who runs the benchmark."""
    own = command.folder / "home"
    own.mkdir(exist_ok=True)
    program = Path(command.arguments[0]).parent
    return {
        "PATH": f"{program}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(own),
        "LANG": "C.UTF-8",
        # Two processes on two cores: libraries must not start a thread for each core.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def halves(count: int) -> list[slice]:
    """Return how `count` submissions are dealt to PROCESSES processes."""
    return [slice(first, count, PROCESSES) for first in range(PROCESSES)]
