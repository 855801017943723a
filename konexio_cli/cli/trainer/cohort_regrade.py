"""`konexio cohort regrade`: who gains and who loses by changed graders, then perhaps for real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders, Jobs
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.engines import Engine
from konexio_cli.cli.trainer.working import Means, demand_graded, progress, work_with

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.cohort.kept import Kept
    from konexio_cli.cohort.line import Line
    from konexio_cli.cohort.regrading import Change, Regrading
    from konexio_cli.reports.catalogue import Texts

# As many letters of a sum as tell two graders apart.
_LETTERS = 8


def regrade(
    ctx: typer.Context,
    graded: Annotated[Path, typer.Argument(metavar="COHORT")],
    apply: Annotated[bool, typer.Option("--apply/--preview")] = False,
    anonymous: Annotated[bool, typer.Option("--anonymous")] = False,
    jobs: Jobs = 0,
    exercises: Exercises = None,
    graders: Graders = None,
    trust: Annotated[bool, typer.Option("--trust")] = False,
    engine: Annotated[Engine, typer.Option("--engine")] = Engine.CREW,
    scheduler: Annotated[str, typer.Option("--scheduler")] = "",
) -> int:
    """Judge by the graders of now what others judged; nothing counts before --apply."""
    from konexio_cli.cohort.alone import alone
    from konexio_cli.cohort.regrading import Regrading
    from konexio_cli.cohort.store import Store

    asked: Asked = ctx.obj
    demand_graded(graded)
    work = work_with(Means(jobs, engine, scheduler, trust), exercises, graders)
    with alone(graded), Store(graded) as store:
        regrading = Regrading(graded, store, work)
        outdated = regrading.outdated()
        _grade(regrading, outdated, asked)
        changes = list(regrading.changes(outdated))
        if apply:
            regrading.apply(changes)
        people = [one.learner for one in store.submissions()]
    names = _names(people, anonymous=anonymous)
    return show(_result(changes, len(outdated), names, asked.texts, applied=apply), asked)


def _grade(regrading: Regrading, outdated: Sequence[Kept], asked: Asked) -> None:
    with progress(asked) as bar:
        bar.more(len(outdated))
        regrading.grade(outdated, lambda lines: bar.done(len(lines)))


def _names(people: Sequence[str], *, anonymous: bool) -> dict[str, str]:
    from konexio_cli.cohort.pseudonyms import shuffled

    if not anonymous:
        return {one: one for one in people}
    hidden = shuffled(people)
    return {one: hidden.of(one) for one in people}


def _result(
    changes: Sequence[Change], outdated: int, names: dict[str, str], texts: Texts, *, applied: bool
) -> Result:
    telling = [one for one in changes if one.matters]
    missing = outdated - len(changes)
    waits = "regrade.next_preview" if changes else "regrade.next_none"
    return Result(
        "cohort regrade",
        {
            "applied": applied,
            "regraded": len(changes),
            "without_grade": missing,
            "changes": [_data(one, names) for one in telling],
        },
        (
            *changes_view(telling, names, texts),
            texts.count("regrade.same", len(changes) - len(telling)),
        ),
        notes=(texts.count("regrade.missing", missing),) if missing else (),
        next_step=texts.say("regrade.next_done" if applied else waits),
    )


def _data(one: Change, names: dict[str, str]) -> dict[str, object]:
    return {
        "learner": names[one.seen.learner],
        "exercise": one.new.exercise,
        "round": one.new.round,
        "old": {"points": one.old.points, "verdict": one.old.verdict},
        "new": {"points": one.new.points, "verdict": one.new.verdict},
        "gained": list(one.gained),
        "lost": list(one.lost),
        "old_grader_sha256": one.old.grader_sha256,
        "new_grader_sha256": one.new.grader_sha256,
    }


def changes_view(
    changes: Sequence[Change], names: dict[str, str], texts: Texts
) -> tuple[RenderableType, ...]:
    """Return a table of who gains and who loses, and which graders say so."""
    from rich.table import Table
    from rich.text import Text

    if not changes:
        return ()
    table = Table(box=None, pad_edge=False)
    for key in ("learner", "exercise", "before", "after", "goals"):
        table.add_column(texts.say(f"regrade.{key}"))
    for one in sorted(changes, key=lambda change: change.points):
        goals = [f"+{goal}" for goal in one.gained] + [f"-{goal}" for goal in one.lost]
        told = [_told(line, one, texts) for line in (one.old, one.new)]
        cells = (names[one.seen.learner], one.new.exercise, *told, " ".join(goals))
        table.add_row(*(Text(cell) for cell in cells))
    return (table, *_graders(changes, texts))


def _told(line: Line, one: Change, texts: Texts) -> str:
    """Return the points, and the verdict only where it is another: a row has 80 columns."""
    points = f"{line.points}/{line.possible}"
    same = one.old.verdict == one.new.verdict
    return points if same else f"{points} {texts.say(f'verdicts.{line.verdict}')}"


def _graders(changes: Sequence[Change], texts: Texts) -> Iterator[str]:
    """Yield which grader took which one's place, once for each exercise."""
    pairs = {(one.new.exercise, one.old.grader_sha256, one.new.grader_sha256) for one in changes}
    for exercise, *sums in sorted(pairs):
        old, new = (one[:_LETTERS] for one in sums)
        yield texts.say("regrade.graders", exercise=exercise, old=old, new=new)
