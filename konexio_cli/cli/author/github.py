"""`konexio pack check` inside GitHub Actions: annotations, and the summary of the job."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.columns import heads, row
from konexio_cli.cli.author.pack_view import caught_of, sentence_of
from konexio_cli.cli.author.survivors import detail_of, told_of
from konexio_cli.durable import machine_errors

if TYPE_CHECKING:
    from konexio_cli.authoring.findings import ExerciseReport, Finding
    from konexio_cli.cli.author.scope import Scope
    from konexio_cli.reports.github import Annotation


def in_github() -> bool:
    """Whether this runs as a step of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def tell_github(reports: Sequence[ExerciseReport], scope: Scope, asked: Asked) -> None:
    """Write an annotation for each problem, and add the table to the summary of the job.

    GitHub shows ten errors and ten warnings of a step: errors come first, and the summary
    has all of them. It reads both streams; with `--json` ours is the other one.
    """
    from konexio_cli.reports.github import annotation

    for one in _annotations(reports, scope, asked):
        print(annotation(one), file=sys.stderr if asked.json else sys.stdout)
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        _append(Path(place), _summary(reports, asked))


def _annotations(
    reports: Sequence[ExerciseReport], scope: Scope, asked: Asked
) -> Iterator[Annotation]:
    from konexio_cli.authoring.places import place_of
    from konexio_cli.reports.github import Annotation

    found = [(r, f) for r in reports for f in r.problems]
    found += [(r, f) for r in reports for f in r.warnings]
    for report, finding in found:
        file = place_of(finding, report.exercise, scope.exercises, scope.graders)
        yield Annotation(
            level=finding.severity,
            title=f"{report.exercise}: {asked.texts.say(f'gates.{finding.gate}')}",
            message=" ".join([sentence_of(finding, asked), told_of(finding, asked.texts)]).strip(),
            file=_in_repository(file),
            line=_line(finding, file),
        )


def _line(finding: Finding, file: Path) -> int:
    """Return the line of a finding in its file: of a mutant, that which it changes."""
    line = finding.facts.get("line")
    if isinstance(line, int) and "file" in finding.facts:
        return line
    diff = str(finding.facts.get("diff", "")).splitlines()
    changed = next((one[1:] for one in diff if one[:1] == "-" and one[:3] != "---"), None)
    lines = file.read_text("utf-8", "replace").splitlines() if changed and file.is_file() else []
    return lines.index(changed) + 1 if changed in lines else 1


def _in_repository(file: Path) -> str:
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    path = file.resolve()
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _summary(reports: Sequence[ExerciseReport], asked: Asked) -> str:
    from konexio_cli.reports.github import Entry, summary

    texts = asked.texts
    entries = [
        Entry(f"{r.exercise}: {sentence_of(f, asked)}", detail_of(f, texts))
        for r in reports
        for f in r.problems
    ]
    entries += [
        Entry(f"{r.exercise}: {texts.say('pack.warning', text=sentence_of(f, asked))}")
        for r in reports
        for f in r.warnings
    ]
    entries += map(Entry, caught_of(reports, asked))
    return summary("konexio pack check", heads(texts), map(row, reports), entries)


def _append(path: Path, text: str) -> None:
    from konexio_cli.reports.github import shortened

    with machine_errors(path), path.open("a", encoding="utf-8") as file:
        file.write(shortened(text, path.stat().st_size))
