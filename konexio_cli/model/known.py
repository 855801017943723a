"""Known mistakes as learners receive them: digests of wrong answers, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """What known-wrong attempts answer to the visible checks of one round; it holds no answer.

    `questions` are digests of the questions that some attempt answers wrongly. `mistakes` has
    the id of a misconception by the digest of its answers to all of them.
    """

    salt: str
    questions: frozenset[str] = frozenset()
    mistakes: Mapping[str, str] = field(default_factory=dict)
