"""What a credential claims; work that nobody but the learner has checked cannot stand in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from konexio_cli.credentials.holder import Holder
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict

# What an issuer may sign. A type checker refuses the other level; `Vouched` does so at run time.
TrainersWord: TypeAlias = Literal[Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED]


@dataclass(frozen=True, slots=True)
class Vouched:
    """Passed work with a trainer's word behind it: the only work that a claim can be made of.

    `files` is the SHA-256 (hexadecimal) of further files that were graded, by name.
    Raise KonexioError when it did not pass, or when only the learner checked it.
    """

    exercise: str
    round: int
    evidence: TrainersWord
    verdict: Literal[Verdict.PASSED]
    submission_sha256: str
    grader_sha256: str
    files: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        facts = {"exercise": self.exercise, "evidence": self.evidence}
        if self.evidence not in {Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED}:
            raise KonexioError("credential-self-checked", **facts)
        if self.verdict is not Verdict.PASSED:
            raise KonexioError("certify-not-passed", exercise=self.exercise)

    @property
    def place(self) -> str:
        """The work's name: `m01/tidy-name`, or `c1/client-list/round2`."""
        return self.exercise if self.round == 1 else f"{self.exercise}/round{self.round}"


class Kind(StrEnum):
    """What was completed."""

    TASK = "task"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class Reached:
    """A goal that was reached; `label` says in words who or what checked it.

    A goal that only a trainer can vouch for is `provisional` until one has.
    """

    title: str
    proof: Proof
    label: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What a credential says, before it is signed. Times have a time zone.

    `code` is the exercise's id or the course's name, `version` the pack's or the course's.
    `label` says in words what the evidence of the heading means. `works` are a task's rounds,
    each with its own evidence, the last one last; or those of a whole course. `criteria` and
    `description` are sentences in `language`.
    """

    id: str
    kind: Kind
    code: str
    version: str
    title: str
    description: str
    criteria: str
    language: str
    label: str
    works: tuple[Vouched, ...]
    holder: Holder
    valid_from: datetime
    valid_until: datetime | None = None
    goals: tuple[Reached, ...] = ()

    def __post_init__(self) -> None:
        if not self.works:
            raise ValueError(self.code)

    @property
    def evidence(self) -> TrainersWord:
        """The word of the heading: a task's is that of its last round, a course's the weakest."""
        if self.kind is Kind.TASK:
            return self.works[-1].evidence
        levels = {work.evidence for work in self.works}
        graded: TrainersWord = Evidence.TRAINER_GRADED
        return graded if graded in levels else Evidence.TRAINER_CONFIRMED

    def is_last_round(self, work: Vouched) -> bool:
        """Whether no later round of the same exercise is among the works."""
        rounds = (one.round for one in self.works if one.exercise == work.exercise)
        return work.round == max(rounds)
