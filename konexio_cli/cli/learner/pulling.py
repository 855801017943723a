"""Exercises brought into a workspace: new ones written, older ones merged with what is new."""

from __future__ import annotations

from dataclasses import dataclass, field

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.data_files import Aside
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.notebooks import as_pulled, write_missing_data, write_new
from konexio_cli.cli.learner.updating import Update
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.portfolio.pulled import Pulled


@dataclass(slots=True)
class Brought:
    """What a pull did, by the ids of exercises.

    `stuck` ones could not be updated, each with the reason. `left_out` ones are no longer in
    the course. `versions` has a pack's version before, "" if it is new or the same, and now.
    """

    new: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    stuck: dict[str, KonexioError] = field(default_factory=dict)
    aside: list[Aside] = field(default_factory=list)
    versions: dict[str, tuple[str, str]] = field(default_factory=dict)


def bring(desk: Desk, asked: Asked) -> Brought:
    """Bring all exercises of the desk's course into its workspace.

    A notebook that cannot be merged stays as it is, and the next pull tries again. Raise
    KonexioError when an exercise cannot be read, or a file cannot be written.
    """
    before = desk.journal.pulled()
    done = Brought(versions=_versions(desk, before))
    exercises = [desk.read(one) for one in desk.course.exercises]
    fresh = {one.id: as_pulled(desk, one, asked) for one in exercises}
    done.new = [one.id for one in exercises if not desk.workspace.notebook(one.id).exists()]
    # All at once: each transaction takes as long as the disk takes to be sure.
    desk.journal.remember([fresh[one] for one in done.new], new=True)
    for one in exercises:
        olds = before.get(one.id, ())
        if one.id in done.new:
            write_new(desk, one, fresh[one.id].first)
        elif olds[:1] == (fresh[one.id].sums,):
            write_missing_data(desk.workspace.notebook(one.id).parent, one, 1)
            done.kept.append(one.id)
        else:
            _update(Update(desk, one, fresh[one.id], olds), asked, done)
    done.left_out = [one for one in desk.left_out if desk.workspace.notebook(one).exists()]
    return done


def _update(one: Update, asked: Asked, done: Brought) -> None:
    try:
        changed = one.merge_notebook(asked)
        done.aside += one.merge_data()
    except KonexioError as problem:
        if problem.exit_code is not Exit.USAGE:
            raise  # of the machine, not of this notebook
        done.stuck[one.exercise.id] = one.desk.offering_undo(problem, one.exercise.id)
        return
    one.remember()
    (done.updated if changed else done.kept).append(one.exercise.id)


def _versions(desk: Desk, before: dict[str, tuple[Pulled, ...]]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for pack in desk.course.packs:
        old = {before[one][0].version for one in pack.exercises if one in before}
        found[pack.name] = (max(old - {pack.version}, default=""), pack.version)
    return found
