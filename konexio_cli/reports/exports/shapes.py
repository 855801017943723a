"""The shape of the gradebook as JSON, as pydantic models; its published schema comes from here."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from konexio_cli.model.exercise import Proof
from konexio_cli.model.gradebook import State
from konexio_cli.model.verdict import Verdict


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoalShape(_Shape):
    """A goal of an exercise. `proof` says who can vouch for it."""

    name: str
    points: int = Field(ge=0)
    proof: Proof
    optional: bool


class ExerciseShape(_Shape):
    """An exercise; `minutes` is for how long it is made."""

    id: str
    title: str
    minutes: int
    goals: list[GoalShape]


class LearnerShape(_Shape):
    """A learner by pseudonym; no name stands in this file."""

    id: str
    group: str


class GoalMarkShape(_Shape):
    """A goal's verdict and the points earned by it."""

    name: str
    verdict: Verdict
    points: int = Field(ge=0)


class MarkShape(_Shape):
    """What counts of a learner's work: `earned` before, `points` after lateness."""

    learner: str
    exercise: str
    round: int = Field(ge=1)
    state: State
    verdict: Verdict
    earned: int = Field(ge=0)
    points: float = Field(ge=0)
    possible: int = Field(ge=0)
    submitted: datetime | None
    late_days: int = Field(ge=0)
    evidence: str
    message: str
    problem: str
    goals: list[GoalMarkShape]
    submission_sha256: str
    grader_sha256: str


class GradebookShape(_Shape):
    """gradebook.json."""

    format: Literal[1]
    title: str
    exercises: list[ExerciseShape]
    learners: list[LearnerShape]
    marks: list[MarkShape]


FILES: dict[str, type[BaseModel]] = {"gradebook.json": GradebookShape}
