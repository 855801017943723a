"""`konexio cohort grade`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders, Jobs
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer import collecting
from konexio_cli.cli.trainer.engines import Engine
from konexio_cli.cli.trainer.working import Means, beside, progress, work_with, writable
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.arriving import Collected
    from konexio_cli.cohort.night import Only
    from konexio_cli.cohort.rounds import Done, Round
    from konexio_cli.cohort.work import Work
    from konexio_cli.reports.catalogue import Texts


def grade(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    collect: Annotated[list[Path] | None, typer.Option("--collect")] = None,
    out: Annotated[Path, typer.Option("--out")] = Path("grades"),
    learner: Annotated[str, typer.Option("--learner")] = "",
    exercise: Annotated[str, typer.Option("--exercise")] = "",
    watch: Annotated[bool, typer.Option("--watch")] = False,
    jobs: Jobs = 0,
    exercises: Exercises = None,
    graders: Graders = None,
    trust: Annotated[bool, typer.Option("--trust")] = False,
    engine: Annotated[Engine, typer.Option("--engine")] = Engine.CREW,
    scheduler: Annotated[str, typer.Option("--scheduler")] = "",
) -> int:
    """Collect what was handed in, grade what has no grade yet, and write the gradebook."""
    asked: Asked = ctx.obj
    sources = collect or []
    _demand_something(folder, sources, watch=watch)
    writable(out)
    work = work_with(Means(jobs, engine, scheduler, trust), exercises, graders)
    # Who names a source expects work: processes start while we load what reads it.
    with work.begun() if sources and not watch else nullcontext(work) as begun:
        from konexio_cli.cohort.beginning import make_cohort
        from konexio_cli.cohort.rounds import Round

        only = _only(begun, learner, exercise)
        if sources:
            make_cohort(folder, asked.language)
        wanted = Round(folder, sources, out, only, begun, patient=watch)
        done = _watched(wanted, asked) if watch else _gone(wanted, asked)
    return show(_result(done, folder, asked), asked)


def _demand_something(folder: Path, sources: Sequence[Path], *, watch: bool) -> None:
    """Raise KonexioError when there is nothing to grade; a cohort that is watched may be empty."""
    if sources:
        collecting.demand_any(sources)
        return
    from konexio_cli.cohort.collecting import demand_notebooks
    from konexio_cli.cohort.places import submissions_folder
    from konexio_cli.cohort.settings_file import FILE

    if not (watch and (folder / FILE).is_file()):  # nothing is made in what is no cohort
        demand_notebooks(submissions_folder(folder))


def _only(work: Work, learner: str, exercise: str) -> Only:
    """Return who and what is asked for. Raise KonexioError for a broken course, at once."""
    from konexio_cli.cohort.night import Only
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import one_named

    course = read_course(work.exercises)
    return Only(learner, one_named(course, exercise) if exercise else "", course.exercises)


def _gone(wanted: Round, asked: Asked) -> Done:
    from konexio_cli.cohort.rounds import go_round
    from konexio_cli.cohort.wording import Wording

    return go_round(wanted, Wording(asked.texts), lambda: progress(asked))


def _watched(wanted: Round, asked: Asked) -> Done:
    """Go rounds until Ctrl-C; return what came of all of them."""
    from konexio_cli.cohort.vigil import rounds

    whole: Done | None = None
    with suppress(KeyboardInterrupt):
        for done in rounds(wanted, lambda one: _gone(one, asked), partial(_tell_beside, asked)):
            if whole is None:
                beside(asked, asked.texts.say("cohort.watching"))
            whole = whole.then(done) if whole else done
    if not whole:  # it was ended before it began
        raise KonexioError("cohort-interrupted", Exit.INTERRUPTED)
    return whole


def _tell_beside(asked: Asked, problem: KonexioError) -> None:
    beside(asked, *asked.texts.error(problem))


def _result(done: Done, folder: Path, asked: Asked) -> Result:
    from konexio_cli.cli.trainer.cohort_view import shown, with_earlier
    from konexio_cli.cohort.store import Store

    texts = asked.texts
    with Store(folder) as store:
        told = with_earlier(
            shown("cohort grade", store, done.files, asked, done.learner), done.earlier, asked
        )
    told = replace(told, notes=(*told.notes, *_waiting(folder, texts)))
    return _with_collected(told, done.collected, texts) if done.collected else told


def _with_collected(told: Result, found: Collected, texts: Texts) -> Result:
    return replace(
        told,
        data=told.data | {"collected": collecting.data(found, texts)},
        view=(*collecting.lines(found, texts), *told.view),
        notes=(*collecting.notes(found, texts), *told.notes),
        exit_code=told.exit_code if collecting.is_whole(found) else Exit.NOT_YET,
    )


def _waiting(folder: Path, texts: Texts) -> Iterator[str]:
    """Tell of signed files that nobody has collected: their learners believe them handed in."""
    from konexio_cli.cohort.collecting import uncollected
    from konexio_cli.cohort.places import submissions_folder

    if number := uncollected(submissions_folder(folder)):
        yield texts.count("collect.waiting", number)
