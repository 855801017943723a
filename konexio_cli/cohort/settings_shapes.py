"""The shape of cohort.toml, as pydantic models; editors' JSON Schema comes from here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from konexio_cli.model.language import Language
from konexio_cli.packs.shapes import ExerciseId, Shape

Label = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=60)]
Title = Annotated[str, Field(max_length=300)]
Told = Annotated[Language, Field(strict=False)]
# A learner may speak a language that has no texts here yet.
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Moment: TypeAlias = datetime | date


def _of_our_time(moment: Moment) -> Moment:
    if not 2000 <= moment.year < 2100:  # noqa: PLR2004 - what else would be a slip of the hand
        raise ValueError("a year from 2000 to 2099 is expected")
    return moment


# A day means its end, in the cohort's time zone.
Due = Annotated[Moment, AfterValidator(_of_our_time)]


class LearnerShape(Shape):
    """One learner: `[[learners]]`. Only `id` is ever seen outside the trainer's machine."""

    id: Label
    name: Title = ""
    language: Tag | None = None
    group: Label | None = None
    moodle: Title = ""
    canvas: Title = ""
    email: Title = ""
    also: list[Title] = Field(default_factory=list, description="Other names of this person.")


class GroupShape(Shape):
    """A group that has a title or due dates of its own: `[groups.<name>]`."""

    title: Title = ""
    due: dict[ExerciseId, Due] = Field(default_factory=dict)


class ExtensionShape(Shape):
    """More time for one learner: `[[extensions]]`; for every exercise, or for one."""

    learner: Label
    exercise: ExerciseId | None = None
    days: Annotated[int, Field(ge=1, le=366)] | None = None
    until: Due | None = None

    @model_validator(mode="after")
    def _days_or_until(self) -> ExtensionShape:
        if (self.days is None) is (self.until is None):
            raise ValueError("an extension has either days or until")
        return self


class LateShape(Shape):
    """What lateness costs: `[late]`."""

    percent_per_day: Annotated[int, Field(ge=0, le=100)] = 0
    at_most: Annotated[int, Field(ge=0, le=100)] = 100
    end_days: Annotated[int, Field(ge=0, le=366)] | None = None


class CohortShape(Shape):
    """cohort.toml."""

    format: Literal[1]
    title: Title = ""
    language: Told = Language.EN
    time_zone: Annotated[str, Field(max_length=60)] | None = None
    learners: list[LearnerShape] = Field(default_factory=list)
    groups: dict[Label, GroupShape] = Field(default_factory=dict)
    due: dict[ExerciseId, Due] = Field(default_factory=dict)
    extensions: list[ExtensionShape] = Field(default_factory=list)
    late: LateShape = LateShape()


FILES: dict[str, type[Shape]] = {"cohort.toml": CohortShape}
