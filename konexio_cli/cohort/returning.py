"""Files that come again: what was handed in once more, after another, is the newest again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from konexio_cli.cohort.doubles import Answer, Doubles
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.sources.arrived import Arrived


@dataclass(frozen=True, slots=True)
class Repeat:
    """A file that is here already, as it came once more."""

    arrived: Arrived
    answer: Answer
    seen: Seen
    body: bytes


class Returning:
    """Tells which repeats are news: something else has counted since, and they are newer.

    A download that does not tell times is waited for to its end: where what counts is in it
    too, nothing was handed in again.
    """

    def __init__(self, doubles: Doubles, earlier: Iterable[Seen]) -> None:
        self._doubles = doubles
        self._newest: dict[tuple[str, str], datetime] = {}
        self._waiting: list[Repeat] = []
        self._in_source: set[tuple[str, str]] = set()
        for one in earlier:
            self.remember(one)

    def remember(self, seen: Seen) -> None:
        """Keep when a file came last."""
        key = (seen.learner, seen.sha256)
        self._newest[key] = max(self._newest.get(key, _second(seen)), _second(seen))
        self._in_source.add(key)

    def __contains__(self, key: tuple[str, str]) -> bool:
        return key in self._newest

    def is_newer(self, seen: Seen) -> bool:
        """Whether a file that is here came at a later second than any time before."""
        self._in_source.add((seen.learner, seen.sha256))
        return _second(seen) > self._newest[seen.learner, seen.sha256]

    def is_news(self, one: Repeat) -> bool:
        """Whether a newer repeat counts from now on; one without a time of its own has to wait."""
        counting = self._doubles.counting(one.answer)
        if not counting or counting.sha256 == one.seen.sha256 or one.seen.at <= counting.at:
            return False
        if not one.seen.timed:
            self._waiting.append(one)
        return one.seen.timed

    def begin(self) -> None:
        """Forget what was in the source before."""
        self._in_source.clear()
        self._waiting.clear()

    def left(self) -> Iterator[Repeat]:
        """Yield the repeats of a source that is read whose answer in force is not in it."""
        for one in self._waiting:
            counting = self._doubles.counting(one.answer)
            if counting and (counting.learner, counting.sha256) not in self._in_source:
                yield one


def _second(seen: Seen) -> datetime:
    # Places tell seconds: a file that was seen there again is not older for its fraction.
    return seen.at.replace(microsecond=0)
