"""The shape of our TOML files, as pydantic models; editors' JSON Schemas come from here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.config import JsonDict

from konexio_cli.model.exercise import Kind, Proof, QuestionKind

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
ExerciseId = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=120)]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
Sentence = Annotated[str, Field(min_length=1, max_length=300)]


class Shape(BaseModel):
    """A table of a TOML file: unknown keys are errors, values are not converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Texts(Shape):
    """One text in the languages of the course."""

    en: Sentence
    fr: Sentence | None = None
    ar: Sentence | None = None


# What only a trainer can confirm earns no points; everything else does.
_POINTS: JsonDict = {
    "if": {"properties": {"proof": {"const": "trainer"}}, "required": ["proof"]},
    "then": {"properties": {"points": {"maximum": 0}}},
    "else": {"properties": {"points": {"minimum": 1}}},
}


class GoalShape(Shape):
    """One goal of an exercise: `[[goals]]`."""

    model_config = ConfigDict(json_schema_extra=_POINTS)

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    proof: Annotated[Proof, Field(strict=False)] = Proof.TESTS
    points: Annotated[int, Field(ge=0, le=100)]
    round: Annotated[int, Field(ge=1, le=2)] = 1
    optional: bool = False
    title: Texts
    example: Texts | None = None

    @field_validator("points")
    @classmethod
    def _none_without_a_machine(cls, points: int, info: ValidationInfo) -> int:
        if (points == 0) is not (info.data.get("proof") is Proof.TRAINER):
            raise ValueError("0 points are those of a goal with the proof trainer, and no other")
        return points


class LimitsShape(Shape):
    """What a room gives to one submission: `[limits]`."""

    seconds: Annotated[float, Field(gt=0, le=60, strict=False)] = 5.0
    notebook_seconds: Annotated[float, Field(gt=0, le=600, strict=False)] = 20.0
    memory_mb: Annotated[int, Field(ge=64, le=8192)] = 1024
    file_mb: Annotated[int, Field(ge=1, le=256)] = 16
    output_kb: Annotated[int, Field(ge=1, le=4096)] = 256
    answer_kb: Annotated[int, Field(ge=1, le=65536)] = 4096
    processes: Annotated[int, Field(ge=0, le=64)] = 0


class ExerciseShape(Shape):
    """exercise.toml."""

    format: Literal[1]
    kind: Annotated[Kind, Field(strict=False)]
    title: Texts
    minutes: Annotated[int, Field(ge=1, le=3000)]
    difficulty: Annotated[int, Field(ge=1, le=5)]
    skills: Annotated[list[Name], Field(min_length=1)]
    requires: list[ExerciseId] = []
    libraries: list[Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")]] = []
    limits: LimitsShape = LimitsShape()
    goals: Annotated[list[GoalShape], Field(min_length=1)]


class PackShape(Shape):
    """pack.toml."""

    format: Literal[1]
    version: Version
    title: Texts
    requires: list[Name] = []
    exercises: Annotated[list[Name], Field(min_length=1)]


class CourseShape(Shape):
    """course.toml."""

    format: Literal[1]
    version: Version | None = None
    title: Texts
    packs: Annotated[list[Name], Field(min_length=1)]


class SkillsShape(Shape):
    """skills.toml."""

    format: Literal[1]
    skills: Annotated[dict[Name, Texts], Field(min_length=1)]


class QuestionShape(Shape):
    """One question to the client: `[[questions]]`."""

    kind: Annotated[QuestionKind, Field(strict=False)]
    text: Texts
    answer: Texts


class QuestionsShape(Shape):
    """questions.toml."""

    format: Literal[1]
    budget: Annotated[int, Field(ge=1, le=10)]
    questions: Annotated[list[QuestionShape], Field(min_length=2)]


class MutantShape(Shape):
    """One mutant that nobody can catch: `[[mutants]]`."""

    id: Annotated[str, Field(pattern=r"^\S+:[a-z-]+:[0-9a-f]+$", max_length=120)]
    reason: Annotated[str, Field(pattern=r"\S", max_length=600)]


class EquivalentShape(Shape):
    """equivalent.toml."""

    format: Literal[1]
    mutants: Annotated[list[MutantShape], Field(min_length=1)]


class MistakesOfRoundShape(Shape):
    """Digests of the answers of one round's known-wrong attempts: nothing else fits in."""

    questions: list[Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]] = []
    mistakes: dict[Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")], Name] = {}


class MistakesShape(Shape):
    """mistakes.json, made by `konexio pack mistakes`; a round has its place in `rounds`."""

    format: Literal[1]
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    rounds: Annotated[list[MistakesOfRoundShape], Field(min_length=1, max_length=2)]


FILES: dict[str, type[Shape]] = {
    "exercise.toml": ExerciseShape,
    "pack.toml": PackShape,
    "course.toml": CourseShape,
    "skills.toml": SkillsShape,
    "questions.toml": QuestionsShape,
    "equivalent.toml": EquivalentShape,
    "mistakes.json": MistakesShape,
}
