"""Which file counts of those that somebody handed in for the same exercise: the newest."""

from __future__ import annotations

from typing import TypeAlias

from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.lateness import moment_words

# A learner, and what the file answers: an exercise, and its round.
Answer: TypeAlias = tuple[str, str, int]


class Doubles:
    """The file that counts so far, by learner and answer."""

    def __init__(self) -> None:
        self._counting: dict[Answer, Seen] = {}

    def counting(self, answer: Answer) -> Seen | None:
        """Return the file that counts so far; None when there is none."""
        return self._counting.get(answer)

    def add(self, answer: Answer, seen: Seen) -> str:
        """Take in a file; return which one counts now, "" when there was none before."""
        known = self._counting.get(answer, seen)
        counts = max(known, seen, key=lambda one: (one.at, one.file, one.sha256))
        again = answer in self._counting
        self._counting[answer] = counts
        return _named(counts) if again else ""


def _named(seen: Seen) -> str:
    """Return a file by the name that its trainer knows, and its time."""
    return f"{seen.source or seen.file}, {moment_words(seen.at, timed=seen.timed)}"
