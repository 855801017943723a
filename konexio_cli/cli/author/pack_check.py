"""`konexio pack check`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.bar import bar
from konexio_cli.cli.author.survivors import detail_of
from konexio_cli.cli.options import Exercises, Graders, Jobs, workers
from konexio_cli.cli.output import Result, show
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
    mutants: Annotated[bool, typer.Option("--mutants/--no-mutants")] = True,
    seeds: Annotated[int, typer.Option("--seeds", min=1, max=100)] = 1,
    jobs: Jobs = 0,
) -> int:
    """Take exercises through all gates."""
    asked: Asked = ctx.obj
    effort = (seeds if mutants else 0, workers(jobs))
    reports = _reports(asked, names or [], exercises, graders, *effort)
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
            next_step=texts.say("pack.next_bad" if bad else "pack.next_good"),
        ),
        asked,
    )


def _reports(
    asked: Asked,
    names: Sequence[str],
    exercises: Path | None,
    graders: Path | None,
    seeds: int,
    jobs: int,
) -> list[ExerciseReport]:
    from konexio_cli.authoring.checking import Sides, strays
    from konexio_cli.authoring.checking_all import check_exercises
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import exercises_folder, graders_folder, named
    from konexio_cli.packs.sources import embedded_course

    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    theirs = graders_folder(graders, Path.cwd())
    course = read_course(ours)
    wanted = named(course, names)
    reports = [] if names else list(strays(course, ours, theirs))
    checked: list[ExerciseReport] = []
    with (
        bar(asked) as tell,
        closing(check_exercises(wanted, Sides(ours, theirs), jobs, seeds, tell)) as answers,
    ):
        checked += answers
    place = {name: number for number, name in enumerate(wanted)}
    return reports + sorted(checked, key=lambda report: place[report.exercise])


def _view(reports: Sequence[ExerciseReport], asked: Asked) -> list[RenderableType]:
    from rich.text import Text

    texts = asked.texts
    problems = [(report, finding) for report in reports for finding in report.problems]
    lines: list[RenderableType] = []
    for report, finding in problems:
        lines.append(Text(f"{report.exercise}: {_sentence(finding, asked)}", style="red"))
        if detail := detail_of(finding, texts):
            lines.append(Text(detail))
    key = "pack.some_bad" if problems else "pack.all_good"
    last = Text(texts.count(key, len(problems) or len(reports)), style="bold")
    return [_table(reports, asked), *lines, *_mutants(reports, asked), last]


def _table(reports: Sequence[ExerciseReport], asked: Asked) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    texts = asked.texts
    table = Table(box=None, pad_edge=False)
    table.add_column(texts.say("pack.exercise"))
    for key in ("pack.attempts", "pack.mutants", "pack.listed"):
        table.add_column(texts.say(key), justify="right")
    table.add_column("s", justify="right")
    table.add_column(texts.say("pack.problems"), justify="right")
    for report in reports:
        attempts = sum(1 for finding in report.findings if finding.gate == "attempts")
        counted = report.mutation
        table.add_row(
            Text(report.exercise),
            str(attempts),
            f"{counted.caught}/{counted.total}" if counted.total else "-",
            str(counted.listed) if counted.total else "-",
            f"{report.seconds:.1f}",
            Text(str(len(report.problems)), style="red" if report.problems else "green"),
        )
    return table


def _mutants(reports: Sequence[ExerciseReport], asked: Asked) -> list[RenderableType]:
    """Return the line that counts the mutants of all exercises, if there were any."""
    from rich.text import Text

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
    return [Text(asked.texts.say("pack.caught", **facts))]


def _percent(part: int, whole: int) -> str:
    """Return a share that is 100 only when it is whole."""
    return f"{100 * part // whole if whole else 100}"


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
        "mutants": {
            "total": report.mutation.total,
            "caught": report.mutation.caught,
            "listed": report.mutation.listed,
            "survivors": [asdict(one) for one in report.mutation.survivors],
        },
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
            detail_of(f, asked.texts),
        )
        for r in reports
        for f in r.findings
    ]
    write_atomically(path, junit(cases))
