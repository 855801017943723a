"""The one message of a check: what kind it is, what it says, and the learner's line it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from konexio_cli.model.language import Translated


class Step(StrEnum):
    """Where a message comes from; the first step that has one is told, and no other."""

    SYNTAX = "syntax"
    EXCEPTION = "exception"
    BEHAVIOUR = "behaviour"
    STATIC = "static"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the learner's; `column` and `width` are characters to mark in it, 0 for none."""

    line: str
    column: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """One message, without its sentences: a known mistake, or else a cause with its facts.

    `mistake` is a misconception's id. `cause` is why Python complains, a key of the catalogue.
    `told` is what others say of it, where our own sentences only say that something is wrong.
    """

    step: Step
    mistake: str = ""
    cause: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None
    told: Translated | None = None
