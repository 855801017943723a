"""What strangers see of a workspace, and what to say of that which they do not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.cli.learner.badges import other_names, without_unbelieved
from konexio_cli.cli.learner.believing import (
    by_signatures_and_course,
    known_exercises,
    with_course_briefs,
)
from konexio_cli.cli.learner.delivering import badly_named
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.papers import unreadable_in
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.showcase import Piece, Showcase
from konexio_cli.portfolio.choices import read_choices
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.private import LeftOut, without_own_paths
from konexio_cli.portfolio.showing import Believing, showcase
from konexio_cli.portfolio.still import without_active
from konexio_cli.portfolio.workspace import Workspace
from konexio_cli.reports.catalogue import Texts


@dataclass(frozen=True, slots=True)
class Public:
    """What is shown, the pieces that are left out, and what to tell the learner of the rest."""

    shown: Showcase
    hidden: tuple[Piece, ...]
    notes: tuple[str, ...]


def public_of(desk: Desk, texts: Texts) -> Public:
    """Return what strangers see of a desk's portfolio. Raise KonexioError: damaged choices."""
    workspace, course = desk.workspace, known_exercises(desk)
    folder, name = workspace.portfolio, workspace.settings.name
    believed, choices = by_signatures_and_course(desk, course), read_choices(folder)
    everything = showcase(folder, replace(choices, hidden=()), name, believed)
    chosen = with_course_briefs(showcase(folder, choices, name, believed), course)
    shown, notes = _for_strangers(chosen, workspace, texts)
    notes += _of_files(desk, shown, course, texts)
    notes += _of_name(shown, folder, believed, texts)
    ours = {piece.exercise for piece in shown.pieces}
    hidden = tuple(piece for piece in everything.pieces if piece.exercise not in ours)
    return Public(shown, hidden, tuple(notes))


def _for_strangers(
    chosen: Showcase, workspace: Workspace, texts: Texts
) -> tuple[Showcase, list[str]]:
    """Return what was chosen, less what no stranger should get, and what to say of that."""
    own = (workspace.folder.absolute(), Path.home())
    shown, left = without_own_paths(chosen, own)
    shown, active = without_active(shown)
    shown, unbelieved = without_unbelieved(shown, workspace.portfolio)
    notes = [_not_shown(one, texts) for one in left]
    notes += [texts.say("built.active", file=file, exercise=one) for one, file in active]
    notes += [texts.say("built.unbelieved", file=one) for one in unbelieved]
    return shown, notes


def _of_files(
    desk: Desk, shown: Showcase, course: Mapping[str, Exercise], texts: Texts
) -> Iterator[str]:
    """Say which files are not as their learner may think: without a sheet, or not kept at all."""
    for name, file, problem in unreadable_in(shown):
        why, _ = texts.error(problem)
        yield f"{texts.say('built.no_sheet', file=file.name, exercise=name)} {why}"
    for piece in shown.pieces:
        if exercise := course.get(piece.exercise):
            for name in badly_named(exercise, desk.workspace.notebook(exercise.id)):
                yield texts.say("submit.left_out", name=name)


def _of_name(shown: Showcase, folder: Path, believed: Believing, texts: Texts) -> Iterator[str]:
    for other in other_names(shown, map(believed, Portfolio(folder).entries())):
        yield texts.say("built.other_name", name=shown.name, other=other)


def _not_shown(one: LeftOut, texts: Texts) -> str:
    if one.file:
        return texts.say("built.left_out", file=one.file, exercise=one.exercise, path=one.path)
    if one.exercise:
        return texts.say("built.left_out_words", exercise=one.exercise, path=one.path)
    return texts.say("built.left_out_about", path=one.path)
