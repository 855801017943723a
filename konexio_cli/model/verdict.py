"""What the judge may say of one check, and of a whole submission."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(StrEnum):
    """The eight verdicts. Absence of proof is `not_run`, and never earns marks."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    NOT_RUN = "not_run"


# What a trainer needs to hear first stands first.
_MOST_SERIOUS_FIRST = (
    Verdict.FORBIDDEN,
    Verdict.MEMORY,
    Verdict.TIMEOUT,
    Verdict.ERROR,
    Verdict.MISSING,
    Verdict.FAILED,
    Verdict.NOT_RUN,
)


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the most serious of `verdicts`; `not_run` when there are none."""
    seen = set(verdicts)
    if not seen:
        return Verdict.NOT_RUN
    return next((v for v in _MOST_SERIOUS_FIRST if v in seen), Verdict.PASSED)


class Evidence(StrEnum):
    """Who vouches for a grade."""

    SELF_CHECKED = "self-checked"
    TRAINER_GRADED = "trainer-graded"
    TRAINER_CONFIRMED = "trainer-confirmed"
