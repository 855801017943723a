"""Commands run side by side, and what they cost: seconds, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

PROCESSES = 2
_TOLD = 2_000
# By learner, the checks that a grader says failed.
Verdicts: TypeAlias = Mapping[str, frozenset[str]]


class CommandFailed(Exception):
    """A side's command ended with an error; its last words are the text."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and where. `environment` is added to a small one of ours."""

    arguments: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a side took for all its submissions; `peak_mb` is that of its largest process."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def run_all(commands: Sequence[Command]) -> Cost:
    """Run all commands, PROCESSES of them at a time. Raise CommandFailed with the first that did."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as pool:
        used = list(pool.map(_run, range(len(commands)), commands))
    seconds = time.perf_counter() - begun
    return Cost(seconds, sum(cpu for cpu, _ in used), max(peak for _, peak in used))


def _run(number: int, command: Command) -> tuple[float, float]:
    """Run one command; return its processor time and its peak memory, with all its children's."""
    log = command.folder / f"log-{number}.txt"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=_environment(command),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        told = log.read_text(errors="replace")[-_TOLD:]
        raise CommandFailed(f"{command.arguments[0]} ended with {process.returncode}:\n{told}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


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
        **command.environment,
    }


def halves(count: int) -> list[slice]:
    """Return how `count` submissions are dealt to PROCESSES processes."""
    return [slice(first, count, PROCESSES) for first in range(PROCESSES)]
