"""`konexio pack check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.author.bar import bar
from konexio_cli.cli.author.conditions import with_conditions
from konexio_cli.cli.author.github import in_github, tell_github
from konexio_cli.cli.author.pack_view import sentence_of, view
from konexio_cli.cli.author.scope import Scope, scope_of
from konexio_cli.cli.author.survivors import detail_of
from konexio_cli.cli.options import Exercises, Graders, Jobs, workers
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from konexio_cli.authoring.checking_all import Done
    from konexio_cli.authoring.findings import ExerciseReport


class Effort(NamedTuple):
    """How much is done: mutants under so many seeds, by so many processes, with old reports."""

    seeds: int
    jobs: int
    cache: bool


def check(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument()] = None,
    exercises: Exercises = None,
    graders: Graders = None,
    junit: Annotated[Path | None, typer.Option("--junit")] = None,
    mutants: Annotated[bool, typer.Option("--mutants/--no-mutants")] = True,
    seeds: Annotated[int, typer.Option("--seeds", min=1, max=100)] = 1,
    jobs: Jobs = 0,
    changed_since: Annotated[str | None, typer.Option("--changed-since")] = None,
    github: Annotated[bool | None, typer.Option("--github/--no-github")] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache")] = True,
    flaky: Annotated[bool, typer.Option("--flaky")] = False,
) -> int:
    """Take exercises through all gates."""
    asked: Asked = ctx.obj
    scope = scope_of(names or [], exercises, graders, changed_since)
    effort = Effort(seeds if mutants else 0, workers(jobs), cache)
    reports = _reports(asked, scope, effort)
    notes = _notes(reports, changed_since, asked)
    if flaky:
        reports, more = with_conditions(asked, reports, exercises, graders)
        notes += more
    if junit is not None:
        _write_junit(junit, reports, asked)
    if in_github() if github is None else github:
        tell_github(reports, scope, asked)
    bad = sum(len(report.problems) for report in reports)
    texts = asked.texts
    return show(
        Result(
            "pack check",
            {"exercises": [_as_data(report, asked) for report in reports]},
            view=tuple(view(reports, asked)),
            exit_code=Exit.NOT_YET if bad else Exit.DONE,
            notes=notes,
            next_step=texts.say("pack.next_bad" if bad else "pack.next_good"),
        ),
        asked,
    )


def _reports(asked: Asked, scope: Scope, effort: Effort) -> list[ExerciseReport]:
    from konexio_cli.authoring.checking import strays
    from konexio_cli.authoring.course import linked, links_alone, pack_reports
    from konexio_cli.authoring.leaks import leaks_across
    from konexio_cli.authoring.links import read_links

    links = read_links(scope.course, scope.exercises)
    sides = (scope.exercises, scope.graders)
    reports = [*strays(scope.course, *sides), *leaks_across(*sides)] if scope.whole else []
    reports += pack_reports(scope.course, scope.exercises, links, scope.packs)
    checked: list[ExerciseReport] = []
    with bar(asked) as tell, ExitStack() as ending:
        checked += linked(_checked(scope, effort, tell, ending), links)
    checked += links_alone(scope.links_only, links)
    place = {name: number for number, name in enumerate(scope.course.exercises)}
    return reports + sorted(checked, key=lambda report: place[report.exercise])


def _checked(
    scope: Scope, effort: Effort, tell: Callable[[Done], None], ending: ExitStack
) -> Iterable[ExerciseReport]:
    """Give the reports of earlier runs, and only then start workers for all others."""
    from konexio_cli.authoring.checking import Sides
    from konexio_cli.authoring.checking_all import check_exercises

    sides = Sides(scope.exercises, scope.graders)

    def afresh(names: Sequence[str]) -> Iterable[ExerciseReport]:
        answers = check_exercises(names, sides, effort.jobs, effort.seeds, tell)
        return ending.enter_context(closing(answers))

    if not effort.cache:
        return afresh(scope.names)
    from platformdirs import user_cache_path

    from konexio_cli.authoring.kept import Kept

    folder = user_cache_path("konexio", appauthor=False) / "pack-check"
    kept = Kept(folder, scope.exercises, scope.graders, asked=(f"seeds {effort.seeds}",))
    return kept.reports(scope.names, afresh)


def _notes(reports: Sequence[ExerciseReport], since: str | None, asked: Asked) -> tuple[str, ...]:
    kept = sum(report.kept for report in reports)
    notes = [asked.texts.count("pack.kept", kept)] if kept else []
    if since is not None:
        notes.append(asked.texts.say("pack.changed_since", revision=since))
    return tuple(notes)


def _as_data(report: ExerciseReport, asked: Asked) -> dict[str, object]:
    return {
        "exercise": report.exercise,
        "seconds": round(report.seconds, 3),
        "kept": report.kept,
        "findings": [
            {"gate": f.gate, "subject": f.subject, "problem": f.problem}
            | ({"severity": f.severity, "message": sentence_of(f, asked)} if f.problem else {})
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
            sentence_of(f, asked) if f in r.problems else "",
            r.seconds / len(r.findings),  # one run serves all gates of an exercise
            detail_of(f, asked.texts),
            sentence_of(f, asked) if f in r.warnings else "",
        )
        for r in reports
        for f in r.findings
    ]
    write_atomically(path, junit(cases))
