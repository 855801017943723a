"""One piece of passed work, and its file in the portfolio."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from konexio_cli.model.exercise import Kind, Proof
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence

ENTRY = "entry.json"
_NOT_IN_NAMES = set('\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class GoalKept:
    """A goal of the work: its title by language, who can vouch for it, whether it is reached.

    Older entries lack `name`, which is the goal's own in its exercise.
    """

    titles: Mapping[str, str]
    proof: Proof
    reached: bool
    optional: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was passed, and when, as its learner's machine has it; times have a time zone.

    `evidence` is only its own claim: `as_signed` tells who vouches. `files` is the SHA-256 of each file of the work by name; the portfolio fills it in.
    `to_confirm` names what no machine can vouch for, and no trainer has confirmed yet.
    Older entries lack what stands after it: `begun` is the first attempt of the round, `rounds`
    how many the exercise has.
    """

    exercise: str
    title: str
    round: int
    evidence: Evidence
    checks_passed: int
    submission_sha256: str
    grader_sha256: str
    pack_version: str
    when: datetime
    learner: str
    files: Mapping[str, str] = field(default_factory=dict)
    to_confirm: tuple[str, ...] = ()
    kind: Kind = Kind.SKILL
    titles: Mapping[str, str] = field(default_factory=dict)
    skills: tuple[str, ...] = ()
    minutes: int = 0
    goals: tuple[GoalKept, ...] = ()
    begun: datetime | None = None
    rounds: int = 1


def place_of(entry: Entry) -> str:
    """Return the name of an entry's folder in the portfolio."""
    return entry.exercise if entry.round == 1 else f"{entry.exercise}/round{entry.round}"


def safe_name(name: str) -> str:
    """Return `name`, a relative file name that every system can keep. Raise ValueError."""
    path = PurePosixPath(name)
    plain = name.isprintable() and not set(name) & _NOT_IN_NAMES
    if not plain or path.as_posix() != name or any(p.startswith(".") for p in path.parts):
        raise ValueError(name)
    if path.is_absolute() or not path.parts:
        raise ValueError(name)
    return name


def one_line(text: str) -> str:
    """Return `text` as one line that can be printed, at most 300 characters of it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]


_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Line = Annotated[str, AfterValidator(one_line)]


_Texts = dict[Language, _Line]


class _GoalShape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    titles: _Texts
    proof: Proof
    reached: bool
    optional: bool = False
    name: _Line = ""


class _Shape(BaseModel):
    """entry.json. Keys that a later konexio adds are no error."""

    model_config = ConfigDict(strict=True, frozen=True)

    format: Literal[1]
    exercise: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=120)]
    title: _Line
    round: Annotated[int, Field(ge=1, le=2)]
    evidence: Evidence
    checks_passed: Annotated[int, Field(ge=0)]
    submission_sha256: _Sha256
    grader_sha256: _Sha256
    pack_version: _Line
    when: AwareDatetime
    learner: _Line
    files: dict[Annotated[str, AfterValidator(safe_name)], _Sha256]
    # Older entries lack what follows.
    to_confirm: tuple[_Line, ...] = ()
    kind: Kind = Kind.SKILL
    titles: _Texts = {}
    skills: tuple[_Line, ...] = ()
    minutes: Annotated[int, Field(ge=0, le=10_000)] = 0
    goals: tuple[_GoalShape, ...] = ()
    begun: AwareDatetime | None = None
    rounds: Annotated[int, Field(ge=1, le=2)] = 1


def sealed(entry: Entry, files: Mapping[str, str]) -> Entry:
    """Return the entry as its file will be read: with its files, its texts on one line.

    Raise ValueError when it could not be read back.
    """
    plain = replace(
        entry,
        title=one_line(entry.title),
        learner=one_line(entry.learner),
        files=files,
        to_confirm=tuple(one_line(goal) for goal in entry.to_confirm),
        titles={language: one_line(text) for language, text in entry.titles.items()},
    )
    return from_json(to_json(plain))


def to_json(entry: Entry) -> str:
    """Return the text of an entry's file: sorted keys, time in UTC."""
    facts = asdict(entry) | {"format": 1, "when": _in_utc(entry.when)}
    facts["begun"] = _in_utc(entry.begun) if entry.begun else None
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str | bytes) -> Entry:
    """Return the entry in `text`. Raise ValueError when anything about it is not as we write it."""
    facts = _Shape.model_validate_json(text).model_dump(exclude={"format"})
    return Entry(**facts | {"goals": tuple(GoalKept(**goal) for goal in facts["goals"])})


def _in_utc(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()
