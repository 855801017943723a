"""The row of an exercise in the table of gates, for a terminal and for a summary in CI."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from konexio_cli.authoring.findings import ExerciseReport, Finding
    from konexio_cli.reports.catalogue import Texts

_COLUMNS = ("exercise", "right", "starter", "wrong", "mutants", "others", "seconds", "problems")
_NONE = "-"
_OWN = {"attempts", "starter", "mutants"}


def heads(texts: Texts) -> list[str]:
    """Return the names of the columns."""
    return [texts.say(f"pack.{key}") for key in _COLUMNS]


def row(report: ExerciseReport) -> tuple[str, ...]:
    """Return the texts of a row: for each gate, how many of how many stood.

    Of the mutants, those with a written reason are counted apart: `26+1/27`.
    """
    tried = [f for f in report.findings if f.gate == "attempts" and "/" in f.subject]
    right = [f for f in tried if f.subject.startswith("passed/")]
    return (
        report.exercise,
        _good(right),
        _good(f for f in report.findings if f.gate == "starter"),
        _good(f for f in tried if f not in right),
        _mutants(report),
        _gates(report),
        f"{report.seconds:.1f}",
        str(len(report.problems)),
    )


def _good(findings: Iterable[Finding]) -> str:
    problems = [finding.problem for finding in findings]
    return f"{problems.count('')}/{len(problems)}" if problems else _NONE


def _mutants(report: ExerciseReport) -> str:
    counted = report.mutation
    listed = f"+{counted.listed}" if counted.listed else ""
    return f"{counted.caught}{listed}/{counted.total}" if counted.total else _NONE


def _gates(report: ExerciseReport) -> str:
    """Return how many of the other gates found nothing wrong."""
    gates = {finding.gate for finding in report.findings} - _OWN
    bad = gates & {finding.gate for finding in report.problems}
    return f"{len(gates) - len(bad)}/{len(gates)}" if gates else _NONE
