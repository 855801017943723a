"""The names in cohort.toml: each must be of somebody or something, for a slip costs a learner time."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cohort.settings_shapes import CohortShape
from konexio_cli.errors import KonexioError
from konexio_cli.model.learner import Learner, composed
from konexio_cli.packs.files import read_text
from konexio_cli.packs.toml_lines import line_of

_ALIKE = 0.6
_CODES = {
    "group": "cohort-group-unknown",
    "learner": "cohort-extension-unknown",
    "exercise": "cohort-exercise-unknown",
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A name, its place in the file, what it should be of, and what there is.

    `known` are the right names, each by all that one may take for it.
    """

    place: tuple[str | int, ...]
    name: str
    kind: str
    known: Mapping[str, str]


def demand_known(
    path: Path, shape: CohortShape, learners: Collection[Learner], course: Collection[str]
) -> None:
    """Raise KonexioError for a group, learner or exercise that there is not, with the nearest one.

    Without a `course`, its exercises are not looked at.
    """
    ids = {written: one.id for one in learners for written in (*one.names.values(), one.id)}
    for one in (*_people(shape, ids), *(_exercises(shape, course) if course else ())):
        if one.name not in one.known.values():
            raise _unknown(path, one)


def _people(shape: CohortShape, ids: Mapping[str, str]) -> Iterator[_Named]:
    groups = {name: name for name in shape.groups}
    for number, learner in enumerate(shape.learners):
        if groups and learner.group:
            place = ("learners", number, "group")
            yield _Named(place, learner.group, "group", groups)
    for number, extension in enumerate(shape.extensions):
        place = ("extensions", number, "learner")
        yield _Named(place, composed(extension.learner), "learner", ids)


def _exercises(shape: CohortShape, course: Collection[str]) -> Iterator[_Named]:
    places: list[tuple[str | int, ...]] = [("due", name) for name in shape.due]
    places += [
        ("groups", group, "due", name) for group, one in shape.groups.items() for name in one.due
    ]
    named = [(place, str(place[-1])) for place in places] + [
        (("extensions", number, "exercise"), one.exercise)
        for number, one in enumerate(shape.extensions)
        if one.exercise
    ]
    known = {one: one for one in course}
    yield from (_Named(*one, "exercise", known) for one in named)


def _unknown(path: Path, one: _Named) -> KonexioError:
    line = line_of(read_text(path), one.place)
    near = difflib.get_close_matches(one.name, one.known, n=1, cutoff=_ALIKE)
    if near:
        right = one.known[near[0]]
        return KonexioError("cohort-name-near", file=path, line=line, name=one.name, near=right)
    code, known = _CODES[one.kind], ", ".join(dict.fromkeys(one.known.values()))
    return KonexioError(code, file=path, line=line, name=one.name, known=known)
