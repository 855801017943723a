"""What a run of `konexio pack check` looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from konexio_cli.model.exercise import Course


@dataclass(frozen=True, slots=True)
class Scope:
    """The course and its two folders, and which exercises of it are checked.

    `links_only` are checked by the gate `links` alone; `whole` looks for strays, too.
    """

    course: Course
    exercises: Path
    graders: Path
    names: tuple[str, ...]
    links_only: tuple[str, ...] = ()
    whole: bool = True

    @property
    def packs(self) -> set[str]:
        """The packs that the exercises belong to."""
        return {name.partition("/")[0] for name in (*self.names, *self.links_only)}


def scope_of(
    names: Sequence[str], exercises: Path | None, graders: Path | None, since: str | None
) -> Scope:
    """Return the named exercises, all without a name, and of these what a branch touched."""
    from konexio_cli.authoring.touched import touched
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course, exercises_folder, graders_folder, named

    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    theirs = graders_folder(graders, Path.cwd())
    course = read_course(ours)
    wanted = named(course, names)
    if since is None:
        return Scope(course, ours, theirs, wanted, whole=not names)
    found = touched(course, (ours, theirs), since)
    changed = tuple(name for name in wanted if name in found.exercises)
    others = tuple(name for name in wanted if name not in changed) if found.links else ()
    return Scope(course, ours, theirs, changed, others, whole=not names)
