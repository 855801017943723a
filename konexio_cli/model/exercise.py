"""One thing to do: its goals, starter, limits and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from konexio_cli.model.known import KnownAnswers
from konexio_cli.model.language import Translated
from konexio_cli.model.notebook import Cell


class Kind(StrEnum):
    """What an exercise asks for."""

    SKILL = "skill"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a room gives to one submission: seconds per call and per run, mebibytes, kibibytes.

    `processes` counts processes and threads beside the notebook's own.
    """

    seconds: float = 5.0
    notebook_seconds: float = 20.0
    memory_mb: int = 1024
    file_mb: int = 16
    output_kb: int = 256
    answer_kb: int = 4096
    processes: int = 0


class Proof(StrEnum):
    """Who can vouch for a goal: tests, the learner's own numbers, or only a trainer."""

    TESTS = "tests"
    NUMBERS = "numbers"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Goal:
    """A named group of checks worth points; what the learner is told about.

    `example` is one case a learner may see when the goal is not reached; it is
    never one of the hidden values. `round` is the first round that asks for it.
    Without an `optional` goal a submission may pass; it still earns points. A goal that
    only a trainer can confirm has neither checks nor points.
    """

    name: str
    points: int
    title: Translated
    example: Translated | None = None
    round: int = 1
    proof: Proof = Proof.TESTS
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """One of the steps of help: an idea, a place, almost the answer."""

    step: int
    text: Translated


class QuestionKind(StrEnum):
    """What a question to the client is worth."""

    BLOCKING = "blocking"
    USEFUL = "useful"
    IN_BRIEF = "in-brief"
    IMPOLITE = "impolite"


@dataclass(frozen=True, slots=True)
class Question:
    """One question that may be put to the client of a task, and the client's answer."""

    kind: QuestionKind
    text: Translated
    answer: Translated


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an exercise: skill exercises have one, client tasks may have two."""

    number: int
    brief: Translated
    hints: tuple[Hint, ...]
    starter: tuple[Cell, ...]
    data: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One thing to do. `id` is `<pack>/<name>`, as its folders are called.

    `known` tells, round by round, the known mistakes that visible checks can show.
    """

    id: str
    kind: Kind
    title: Translated
    skills: tuple[str, ...]
    minutes: int
    difficulty: int
    goals: tuple[Goal, ...]
    rounds: tuple[Round, ...]
    limits: Limits = field(default_factory=Limits)
    requires: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    question_budget: int = 0
    notes: tuple[str, ...] = ()
    known: tuple[KnownAnswers, ...] = ()

    @property
    def name(self) -> str:
        """Return the last part of the id: the name of folders and notebooks."""
        return self.id.rpartition("/")[2]

    @property
    def pack(self) -> str:
        """Return the first part of the id."""
        return self.id.partition("/")[0]

    def starter(self, number: int = 1) -> tuple[Cell, ...]:
        """Return the starter's cells up to and with round `number`."""
        return tuple(cell for one in self.rounds[:number] for cell in one.starter)

    def data(self, number: int = 1) -> dict[str, bytes]:
        """Return the data files up to and with round `number`, by file name."""
        return {name: body for one in self.rounds[:number] for name, body in one.data.items()}

    def goals_of(self, number: int = 1) -> tuple[Goal, ...]:
        """Return the goals that round `number` asks for: its own and those before it."""
        return tuple(goal for goal in self.goals if goal.round <= number)


@dataclass(frozen=True, slots=True)
class Pack:
    """An ordered folder of exercises."""

    name: str
    title: Translated
    version: str
    exercises: tuple[str, ...]
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """The packs in the order in which they are learnt; only published courses need a version."""

    title: Translated
    packs: tuple[Pack, ...]
    version: str = ""

    @property
    def exercises(self) -> tuple[str, ...]:
        """Return the ids of all exercises, in course order."""
        return tuple(one for pack in self.packs for one in pack.exercises)
