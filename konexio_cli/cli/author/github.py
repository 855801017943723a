"""`konexio pack check` inside GitHub Actions: annotations, and the summary of the job."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.durable import machine_errors

if TYPE_CHECKING:
    from konexio_cli.authoring.findings import ExerciseReport, Finding
    from konexio_cli.reports.github import Annotation

    Say = Callable[[Finding], str]


def in_github() -> bool:
    """Whether this runs as a step of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def tell_github(reports: Sequence[ExerciseReport], exercises: Path, asked: Asked, say: Say) -> None:
    """Write an annotation for each problem, and add the table to the summary of the job.

    GitHub shows ten errors and ten warnings of a step: errors come first, and the summary
    has all of them. It reads both streams; with `--json` ours is the other one.
    """
    from konexio_cli.reports.github import annotation

    for one in _annotations(reports, exercises, asked, say):
        print(annotation(one), file=sys.stderr if asked.json else sys.stdout)
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        _append(Path(place), _summary(reports, asked, say))


def _annotations(
    reports: Sequence[ExerciseReport], exercises: Path, asked: Asked, say: Say
) -> Iterator[Annotation]:
    from konexio_cli.reports.github import Annotation

    found = [(r, f) for r in reports for f in r.problems]
    found += [(r, f) for r in reports for f in r.warnings]
    for report, finding in found:
        title = f"{report.exercise}: {asked.texts.say(f'gates.{finding.gate}')}"
        line = finding.facts.get("line")
        yield Annotation(
            level=finding.severity,
            title=title,
            message=say(finding),
            file=_in_repository(_file(report, finding, exercises)),
            line=line if isinstance(line, int) and "file" in finding.facts else 1,
        )


def _file(report: ExerciseReport, finding: Finding, exercises: Path) -> Path:
    """Return the file that a finding is about; else the one that names its subject."""
    file = finding.facts.get("file")
    if isinstance(file, Path):
        return file
    folder = exercises / report.exercise
    names = ("exercise.toml", "pack.toml") if folder.is_dir() else ()
    return next((folder / n for n in names if (folder / n).is_file()), exercises / "course.toml")


def _in_repository(file: Path) -> str:
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    path = file.resolve()
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _summary(reports: Sequence[ExerciseReport], asked: Asked, say: Say) -> str:
    from konexio_cli.reports.github import summary

    texts = asked.texts
    keys = ("exercise", "attempts", "seconds", "problems", "warnings")
    rows = [
        (
            report.exercise,
            str(sum(1 for finding in report.findings if finding.gate == "attempts")),
            f"{report.seconds:.1f}",
            str(len(report.problems)),
            str(len(report.warnings)),
        )
        for report in reports
    ]
    lines = [f"{r.exercise}: {say(f)}" for r in reports for f in r.problems]
    lines += [
        f"{r.exercise}: {texts.say('pack.warning', text=say(f))}"
        for r in reports
        for f in r.warnings
    ]
    head = [texts.say(f"pack.{key}") for key in keys]
    return summary("konexio pack check", head, rows, lines)


def _append(path: Path, text: str) -> None:
    from konexio_cli.reports.github import shortened

    with machine_errors(path), path.open("a", encoding="utf-8") as file:
        file.write(shortened(text, path.stat().st_size))
