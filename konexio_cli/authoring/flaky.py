"""The gate `flaky`: right solutions pass, whatever the machine, the day and the order are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.authoring.conditions import CONDITIONS, Condition
from konexio_cli.authoring.findings import ExerciseReport, Finding
from konexio_cli.authoring.trial import END, Trial
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Tried:
    """What the conditions found: by exercise, and notes (a key and a locale) of what was left out."""

    findings: Mapping[str, tuple[Finding, ...]]
    notes: tuple[tuple[str, str], ...]

    def added_to(self, reports: Iterable[ExerciseReport]) -> Iterator[ExerciseReport]:
        """Give the reports with these findings at their ends."""
        for report in reports:
            more = self.findings.get(report.exercise, ())
            yield replace(report, findings=report.findings + more)


def try_conditions(
    names: Sequence[str],
    exercises: Path,
    graders: Path,
    workers: int,
    tell: Callable[[], None] = lambda: None,
) -> Tried:
    """Grade the right solutions of all exercises once under each condition.

    Each condition is a process. `tell` is called whenever one is done.
    """
    answers: dict[Condition, list[object]] = {}
    with ThreadPoolExecutor(workers) as pool:
        try:
            places = [str(exercises.absolute()), str(graders.absolute())]
            runs = pool.map(lambda number: _run(number, places, names), range(len(CONDITIONS)))
            for condition, lines in zip(CONDITIONS, runs, strict=True):
                answers[condition] = lines
                tell()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    trials = {condition: list(_trials(lines)) for condition, lines in answers.items()}
    return Tried(_findings(trials), tuple(dict.fromkeys(_notes(answers))))


def _run(number: int, places: Sequence[str], names: Sequence[str]) -> list[object]:
    """Return the lines of one condition's process. Raise KonexioError when it was lost."""
    condition = CONDITIONS[number]
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-W", "ignore", "-m", "konexio_cli.authoring.trial"),
            *(str(number), *places),
        ],
        input="\n".join(names),
        env=os.environ | condition.surroundings.environment(),
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if lines[-1:] != [END]:
        why = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise KonexioError("condition-lost", Exit.MACHINE, condition=condition.name, why=why)
    return lines[:-1]


def _trials(lines: Iterable[object]) -> Iterator[Trial]:
    return (Trial(**line) for line in lines if isinstance(line, dict))


def _notes(answers: Mapping[Condition, Sequence[object]]) -> Iterator[tuple[str, str]]:
    for condition, lines in answers.items():
        for line in lines:
            if isinstance(line, str):
                yield line, condition.surroundings.locale


def _findings(trials: Mapping[Condition, Sequence[Trial]]) -> dict[str, tuple[Finding, ...]]:
    """Return a finding for each solution, and for each condition that changes its verdict.

    What fails under every condition is wrong, not flaky: the gate `attempts` tells it.
    """
    by_attempt: dict[tuple[str, str], dict[str, Trial]] = defaultdict(dict)
    for condition, tried in trials.items():
        for trial in tried:
            by_attempt[trial.exercise, trial.attempt][condition.name] = trial
    found: dict[str, list[Finding]] = defaultdict(list)
    for (exercise, attempt), by_condition in by_attempt.items():
        found[exercise] += _changed(attempt, by_condition)
        found[exercise].append(Finding("flaky", attempt))
    return {exercise: tuple(findings) for exercise, findings in found.items()}


def _changed(attempt: str, by_condition: Mapping[str, Trial]) -> Iterator[Finding]:
    if all(trial.verdict != Verdict.PASSED for trial in by_condition.values()):
        return
    base = by_condition.get(CONDITIONS[0].name)
    for condition, trial in by_condition.items():
        # What fails as it does without the condition is not the condition's fault.
        inherited = base is not None and trial is not base and trial.checks == base.checks
        if trial.verdict != Verdict.PASSED and not inherited:
            facts: dict[str, object] = {"attempt": attempt, "condition": condition}
            facts |= {"verdict": trial.verdict, "checks": trial.checks}
            yield Finding("flaky", attempt, "check-flaky", facts)
