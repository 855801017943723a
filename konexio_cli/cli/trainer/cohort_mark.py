"""`konexio cohort mark`: what a trainer says of one learner's work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.working import demand_graded


def mark(
    ctx: typer.Context,
    graded: Annotated[Path, typer.Argument(metavar="COHORT")],
    whose: Annotated[str, typer.Argument(metavar="LEARNER")],
    exercise: Annotated[str, typer.Argument()],
    goal: Annotated[str, typer.Option("--goal")] = "",
    met: Annotated[bool | None, typer.Option("--met/--not-met")] = None,
    points: Annotated[int | None, typer.Option("--points", min=0)] = None,
    comment: Annotated[str, typer.Option("--comment")] = "",
    judged_round: Annotated[int | None, typer.Option("--round", min=1, max=2)] = None,
) -> int:
    """Judge a goal, or comment on it; regrading never changes that."""
    from konexio_cli.cohort.judgements import FILE, Judgement
    from konexio_cli.cohort.marking import mark as keep
    from konexio_cli.cohort.marking import work_of
    from konexio_cli.cohort.platforms import settings_of
    from konexio_cli.cohort.store import Store

    asked: Asked = ctx.obj
    demand_graded(graded)
    with Store(graded) as store:
        work = work_of(store, settings_of(graded, store), whose, exercise, judged_round)
        said = Judgement("", "", goal=goal, met=met, points=points, comment=comment)
        line = keep(graded, store, work, said)
    facts = {"points": line.points, "possible": line.possible}
    verdict = asked.texts.say(f"verdicts.{line.verdict}")
    shown = asked.texts.say(
        "judged.now", learner=work.learner, exercise=line.exercise, verdict=verdict, **facts
    )
    data = {"learner": work.learner, "exercise": line.exercise, "round": line.round, **facts}
    data |= {"verdict": line.verdict, "evidence": line.evidence, "goals": line.goals}
    after = asked.texts.say("judged.next", file=graded / FILE)
    return show(Result("cohort mark", data, (shown,), next_step=after), asked)
