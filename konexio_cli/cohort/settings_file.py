"""cohort.toml read into settings; a mistake is named with its file, line and key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from konexio_cli.cohort.moments import Zone
from konexio_cli.cohort.settings import Extension, Group, Late, Settings
from konexio_cli.cohort.settings_names import demand_known
from konexio_cli.cohort.settings_shapes import CohortShape, ExtensionShape, LearnerShape
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner, composed
from konexio_cli.packs.toml_file import read_toml
from konexio_cli.reports.names import file_name

FILE = "cohort.toml"
_SPOKEN = frozenset(Language)


def read_settings(cohort: Path, course: Collection[str] = ()) -> Settings:
    """Return the settings in the folder `cohort`, or their defaults when it has no cohort.toml.

    `course` are the exercises that there are, for a command that knows them.
    Raise KonexioError naming the file, the line and the key of a mistake.
    """
    path = cohort / FILE
    if not path.exists():
        return Settings()
    shape = read_toml(path, CohortShape)
    zone = Zone(path, shape.time_zone)
    learners = [_learner(one, shape.language) for one in shape.learners]
    by_name = _by_name(learners, path)
    demand_known(path, shape, learners, course)
    return Settings(
        title=shape.title,
        language=shape.language,
        learners={one.id: one for one in learners},
        by_name=by_name,
        unspoken={
            composed(one.id): one.language
            for one in shape.learners
            if one.language and one.language not in _SPOKEN
        },
        groups={
            name: Group(one.title, zone.moments(one.due)) for name, one in shape.groups.items()
        },
        due=zone.moments(shape.due),
        extensions=tuple(_extension(one, zone) for one in shape.extensions),
        late=Late(**shape.late.model_dump()),
    )


def _learner(shape: LearnerShape, language: Language) -> Learner:
    return Learner(
        id=composed(shape.id),
        name=composed(shape.name) or composed(shape.id),
        language=Language(shape.language) if shape.language in _SPOKEN else language,
        group=shape.group or "",
        moodle=shape.moodle,
        canvas=shape.canvas,
        email=shape.email,
        also=tuple(shape.also),
    )


def _extension(shape: ExtensionShape, zone: Zone) -> Extension:
    until = None if shape.until is None else zone.moment(shape.until)
    return Extension(composed(shape.learner), shape.exercise or "", shape.days or 0, until)


def _by_name(learners: Iterable[Learner], path: Path) -> dict[str, Learner]:
    """Return who is meant by each name. Raise KonexioError when it is two, or an id no folder."""
    found: dict[str, Learner] = {}
    for one in learners:
        if file_name(one.id) != one.id:
            raise KonexioError("cohort-id-odd", file=path, id=one.id)
        for name, written in one.names.items():
            if found.setdefault(name, one) is not one:
                raise KonexioError("cohort-learner-twice", file=path, name=written)
    return found
