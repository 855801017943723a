"""What `konexio pack check` shows on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.columns import heads, row
from konexio_cli.cli.author.survivors import detail_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.authoring.findings import ExerciseReport, Finding


def view(reports: Sequence[ExerciseReport], asked: Asked) -> list[RenderableType]:
    """Return the table of all exercises, what is wrong with them, and the count of mutants."""
    from rich.text import Text

    texts = asked.texts
    problems = [(report, finding) for report in reports for finding in report.problems]
    lines: list[RenderableType] = []
    for report, finding in problems:
        gate = texts.say(f"gates.{finding.gate}")
        told = f"{report.exercise}: [{gate}] {sentence_of(finding, asked)}"
        lines.append(Text(told, style="red"))
        if detail := detail_of(finding, texts):
            lines.append(Text(detail))
    for report in reports:
        for finding in report.warnings:
            text = texts.say("pack.warning", text=sentence_of(finding, asked))
            lines.append(Text(f"{report.exercise}: {text}", style="yellow"))
    key = "pack.some_bad" if problems else "pack.all_good"
    last = Text(texts.count(key, len(problems) or len(reports)), style="bold")
    return [_table(reports, asked), *lines, *map(Text, caught_of(reports, asked)), last]


def _table(reports: Sequence[ExerciseReport], asked: Asked) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    # One space between columns: the widest row of a course must fit into 80.
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    first, *others = heads(asked.texts)
    table.add_column(first, no_wrap=True)
    for head in others:
        table.add_column(head, justify="right")
    for report in reports:
        *cells, last = row(report)
        style = "red" if report.problems else "green"
        table.add_row(*map(Text, cells), Text(last, style=style))
    return table


def caught_of(reports: Sequence[ExerciseReport], asked: Asked) -> list[str]:
    """Return the line that counts the mutants of all exercises, if there were any."""
    from konexio_cli.authoring.findings import Mutation

    counted = sum((report.mutation for report in reports), Mutation())
    if not counted.total:
        return []
    facts = {
        "caught": counted.caught,
        "total": counted.total,
        "raw": _percent(counted.caught, counted.total),
        "others": counted.total - counted.listed,
        "rest": _percent(counted.caught, counted.total - counted.listed),
    }
    return [asked.texts.say("pack.caught", **facts)]


def _percent(part: int, whole: int) -> str:
    """Return a share that is 100 only when it is whole."""
    return f"{100 * part // whole if whole else 100}"


def sentence_of(finding: Finding, asked: Asked) -> str:
    """Return what a finding says, in the language that was asked for."""
    texts = asked.texts
    key = f"problems.{finding.problem}"
    facts = {name: _from_here(fact) for name, fact in finding.facts.items()}
    sentence = texts.say(key, **facts)
    if sentence == key:
        key = f"errors.{finding.problem}"
        parts = (texts.say(f"{key}.{part}", **facts) for part in ("what", "next"))
        sentence = " ".join(parts)
    checks = finding.facts.get("checks")
    told = (
        ", ".join(f"{name}: {verdict}" for name, verdict in checks.items())
        if isinstance(checks, dict)
        else ""
    )
    return f"{sentence} {told}".strip()


def _from_here(fact: object) -> object:
    """Return a path as it is typed in the working folder, and all else as it is."""
    here = Path.cwd()
    return fact.relative_to(here) if isinstance(fact, Path) and fact.is_relative_to(here) else fact
