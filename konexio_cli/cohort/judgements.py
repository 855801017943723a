"""What people say of submissions: judgements.toml, written by trainers and by commands alike.

A judgement belongs to a learner's work on an exercise and a round, not to a grade: whatever
grader judges that work later, what people said of it stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from konexio_cli.cohort.settings import composed
from konexio_cli.packs.shapes import ExerciseId, Shape
from konexio_cli.packs.toml_file import read_toml

FILE = "judgements.toml"
# As many of a sum's letters as people can compare.
SHA_LETTERS = 12


class JudgementShape(Shape):
    """One judgement: `[[judgements]]`; of a goal, or without `goal` a comment on all of it."""

    learner: Annotated[str, Field(min_length=1, max_length=300)]
    exercise: ExerciseId
    round: Literal[1, 2] = 1
    goal: Annotated[str, Field(max_length=100)] = ""
    met: bool | None = None
    points: Annotated[int, Field(ge=0, le=1000)] | None = None
    comment: Annotated[str, Field(max_length=4000)] = ""
    submission: Annotated[str, Field(pattern=r"^[0-9a-f]{0,64}$")] = ""


class JudgementsShape(Shape):
    """judgements.toml."""

    format: Literal[1]
    judgements: list[JudgementShape] = Field(default_factory=list)


FILES: dict[str, type[Shape]] = {FILE: JudgementsShape}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of one goal of a learner's work, or with "" of all of it.

    `met` and `points` are None where nothing is said. `submission` is the beginning of the
    sum of the file that was judged; "" is whichever file counts.
    """

    learner: str
    exercise: str
    round: int = 1
    goal: str = ""
    met: bool | None = None
    points: int | None = None
    comment: str = ""
    submission: str = ""

    @property
    def decides(self) -> bool:
        """Whether it says if the goal is met, or what it is worth."""
        return bool(self.goal) and (self.met is not None or self.points is not None)


class Judgements:
    """All judgements of a cohort; of two about the same, the later one counts."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._mine: defaultdict[tuple[str, str, int], dict[str, Judgement]] = defaultdict(dict)
        for one in judgements:
            self._mine[one.learner, one.exercise, one.round][one.goal] = one

    def __bool__(self) -> bool:
        return bool(self._mine)

    def of(self, learner: str, exercise: str, number: int) -> Sequence[Judgement]:
        """Return what is said of a learner's work on a round of an exercise."""
        return tuple(self._mine.get((learner, exercise, number), {}).values())


def read_judgements(cohort: Path) -> Judgements:
    """Return the judgements in the folder `cohort`; none when it has no such file.

    Raise KonexioError naming the file, the line and the key of a mistake.
    """
    path = cohort / FILE
    if not path.exists():
        return Judgements()
    shapes = read_toml(path, JudgementsShape).judgements
    return Judgements(
        Judgement(**shape.model_dump() | {"learner": composed(shape.learner)}) for shape in shapes
    )
