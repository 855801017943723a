"""`konexio pack check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.github import in_github, tell_github
from konexio_cli.cli.author.scope import Scope, scope_of
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
    changed_since: Annotated[str | None, typer.Option("--changed-since")] = None,
    github: Annotated[bool | None, typer.Option("--github/--no-github")] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache")] = True,
) -> int:
    """Take exercises through all gates."""
    asked: Asked = ctx.obj
    scope = scope_of(names or [], exercises, graders, changed_since)
    reports = _reports(asked, scope, cache=cache)
    if junit is not None:
        _write_junit(junit, reports, asked)
    if in_github() if github is None else github:
        tell_github(reports, scope.exercises, asked, lambda finding: _sentence(finding, asked))
    bad = sum(len(report.problems) for report in reports)
    texts = asked.texts
    return show(
        Result(
            "pack check",
            {"exercises": [_as_data(report, asked) for report in reports]},
            view=tuple(_view(reports, asked)),
            exit_code=Exit.NOT_YET if bad else Exit.DONE,
            notes=_notes(reports, changed_since, asked),
            next_step=texts.say("pack.next_bad" if bad else "pack.next_good"),
        ),
        asked,
    )


def _reports(asked: Asked, scope: Scope, *, cache: bool) -> list[ExerciseReport]:
    from rich.progress import Progress

    from konexio_cli.authoring.checking import strays
    from konexio_cli.authoring.course import linked, links_alone, pack_reports
    from konexio_cli.authoring.links import read_links

    links = read_links(scope.course, scope.exercises)
    reports = list(strays(scope.course, scope.exercises, scope.graders)) if scope.whole else []
    reports += pack_reports(scope.course, scope.exercises, links, scope.packs)
    checked: list[ExerciseReport] = []
    console = terminal(asked, errors=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(asked.texts.say("pack.checking"), total=len(scope.names))
        for report in linked(_checked(scope, cache=cache), links):
            checked.append(report)
            bar.advance(task)
    checked += links_alone(scope.links_only, links)
    place = {name: number for number, name in enumerate(scope.course.exercises)}
    return reports + sorted(checked, key=lambda report: place[report.exercise])


def _checked(scope: Scope, *, cache: bool) -> Iterable[ExerciseReport]:
    """Give the reports of earlier runs, and only then open rooms for all others."""
    from konexio_cli.authoring.checking import check_exercises
    from konexio_cli.reports.catalogue import known_misconceptions
    from konexio_cli.sandbox.choose import open_rooms

    def afresh(names: Sequence[str]) -> Iterator[ExerciseReport]:
        rooms = open_rooms("auto", ())
        messages = known_misconceptions()
        try:
            yield from check_exercises(names, scope.exercises, scope.graders, rooms, messages)
        finally:
            rooms.close()

    if not cache:
        return afresh(scope.names)
    from platformdirs import user_cache_path

    from konexio_cli.authoring.kept import Kept

    folder = user_cache_path("konexio", appauthor=False) / "pack-check"
    return Kept(folder, scope.exercises, scope.graders).reports(scope.names, afresh)


def _notes(reports: Sequence[ExerciseReport], since: str | None, asked: Asked) -> tuple[str, ...]:
    kept = sum(report.kept for report in reports)
    notes = [asked.texts.count("pack.kept", kept)] if kept else []
    if since is not None:
        notes.append(asked.texts.say("pack.changed_since", revision=since))
    return tuple(notes)


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
    warned = [(report, finding) for report in reports for finding in report.warnings]
    lines += [
        Text(f"{r.exercise}: {texts.say('pack.warning', text=_sentence(f, asked))}", style="yellow")
        for r, f in warned
    ]
    key = "pack.some_bad" if problems else "pack.all_good"
    return [table, *lines, Text(texts.count(key, len(problems) or len(reports)), style="bold")]


def _sentence(finding: Finding, asked: Asked) -> str:
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


def _as_data(report: ExerciseReport, asked: Asked) -> dict[str, object]:
    return {
        "exercise": report.exercise,
        "seconds": round(report.seconds, 3),
        "kept": report.kept,
        "findings": [
            {"gate": f.gate, "subject": f.subject, "problem": f.problem}
            | ({"severity": f.severity, "message": _sentence(f, asked)} if f.problem else {})
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
            _sentence(f, asked) if f in r.problems else "",
            r.seconds / len(r.findings),  # one run serves all gates of an exercise
            _sentence(f, asked) if f in r.warnings else "",
        )
        for r in reports
        for f in r.findings
    ]
    write_atomically(path, junit(cases))
