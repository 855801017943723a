"""`konexio pack check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.conditions import with_conditions
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show, terminal
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.authoring.findings import ExerciseReport, Finding


def check(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument()] = None,
    exercises: Exercises = None,
    graders: Graders = None,
    junit: Annotated[Path | None, typer.Option("--junit")] = None,
    flaky: Annotated[bool, typer.Option("--flaky")] = False,
) -> int:
    """Take exercises through all gates."""
    asked: Asked = ctx.obj
    reports = _reports(asked, names or [], exercises, graders)
    notes: tuple[str, ...] = ()
    if flaky:
        reports, notes = with_conditions(asked, reports, exercises, graders)
    if junit is not None:
        _write_junit(junit, reports, asked)
    bad = sum(len(report.problems) for report in reports)
    texts = asked.texts
    return show(
        Result(
            "pack check",
            {"exercises": [_as_data(report, asked) for report in reports]},
            view=tuple(_view(reports, asked)),
            exit_code=Exit.NOT_YET if bad else Exit.DONE,
            notes=notes,
            next_step=texts.say("pack.next_bad" if bad else "pack.next_good"),
        ),
        asked,
    )


def _reports(
    asked: Asked, names: Sequence[str], exercises: Path | None, graders: Path | None
) -> list[ExerciseReport]:
    from rich.progress import Progress

    from konexio_cli.authoring.checking import check_exercises, strays
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import exercises_folder, graders_folder, named
    from konexio_cli.packs.sources import embedded_course
    from konexio_cli.reports.catalogue import known_misconceptions
    from konexio_cli.sandbox.choose import open_rooms

    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    theirs = graders_folder(graders, Path.cwd())
    course = read_course(ours)
    wanted = named(course, names)
    reports = [] if names else list(strays(course, ours, theirs))
    rooms = open_rooms("auto", ())
    console = terminal(asked, errors=True)
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task(asked.texts.say("pack.checking"), total=len(wanted))
            for report in check_exercises(wanted, ours, theirs, rooms, known_misconceptions()):
                reports.append(report)
                bar.advance(task)
    finally:
        rooms.close()
    return reports


def _view(reports: Sequence[ExerciseReport], asked: Asked) -> list[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    texts = asked.texts
    table = Table(box=None, pad_edge=False)
    table.add_column(texts.say("pack.exercise"))
    table.add_column(texts.say("pack.attempts"), justify="right")
    table.add_column("s", justify="right")
    table.add_column(texts.say("pack.problems"), justify="right")
    for report in reports:
        count = sum(1 for finding in report.findings if finding.gate == "attempts")
        style = "red" if report.problems else "green"
        table.add_row(
            Text(report.exercise),
            str(count),
            f"{report.seconds:.1f}",
            Text(str(len(report.problems)), style=style),
        )
    problems = [(report, finding) for report in reports for finding in report.problems]
    lines = [Text(f"{r.exercise}: {_sentence(f, asked)}", style="red") for r, f in problems]
    key = "pack.some_bad" if problems else "pack.all_good"
    return [table, *lines, Text(texts.count(key, len(problems) or len(reports)), style="bold")]


def _sentence(finding: Finding, asked: Asked) -> str:
    texts = asked.texts
    key = f"problems.{finding.problem}"
    sentence = texts.say(key, **finding.facts)
    if sentence == key:
        key = f"errors.{finding.problem}"
        parts = (texts.say(f"{key}.{part}", **finding.facts) for part in ("what", "next"))
        sentence = " ".join(parts)
    checks = finding.facts.get("checks")
    told = (
        ", ".join(f"{name}: {verdict}" for name, verdict in checks.items())
        if isinstance(checks, dict)
        else ""
    )
    return f"{sentence} {told}".strip()


def _as_data(report: ExerciseReport, asked: Asked) -> dict[str, object]:
    return {
        "exercise": report.exercise,
        "seconds": round(report.seconds, 3),
        "findings": [
            {"gate": f.gate, "subject": f.subject, "problem": f.problem}
            | ({"message": _sentence(f, asked)} if f.problem else {})
            for f in report.findings
        ],
    }


def _write_junit(path: Path, reports: Sequence[ExerciseReport], asked: Asked) -> None:
    from konexio_cli.durable import write_atomically
    from konexio_cli.reports.junit import Case, junit

    cases = [
        Case(
            r.exercise,
            f"{f.gate}: {f.subject}",
            _sentence(f, asked) if f.problem else "",
            r.seconds / len(r.findings),  # one run serves all gates of an exercise
        )
        for r in reports
        for f in r.findings
    ]
    write_atomically(path, junit(cases))
