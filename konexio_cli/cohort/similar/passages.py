"""The passages that two submissions share: runs of equal tokens, as lines of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from konexio_cli.cohort.similar.tokens import Unit
from konexio_cli.cohort.similar.winnowing import GRAM, Place
from konexio_cli.cohort.similar.written import Written

# What most learners have as well is not worth a mark.
_LEAST_BITS = 1.0


class Passage(NamedTuple):
    """A run of `length` equal tokens, and where it begins in both submissions."""

    one: Place
    other: Place
    length: int


def passages(one: Written, other: Written, told: Mapping[int, float]) -> list[Passage]:
    """Return what two submissions share and most others lack, in the order of the first."""
    shared = (g for g in one.prints.keys() & other.prints.keys() if told[g] >= _LEAST_BITS)
    found: list[Passage] = []
    for here, there in sorted((one.prints[gram], other.prints[gram]) for gram in shared):
        if not any(_within(passage, here, there) for passage in found):
            found.append(_grown(one, other, here, there))
    return sorted(found)


def _within(passage: Passage, here: Place, there: Place) -> bool:
    """Whether a fingerprint lies in a passage, at the same place of both sides."""
    units = (here.unit, there.unit) == (passage.one.unit, passage.other.unit)
    at = here.token - passage.one.token
    return units and 0 <= at < passage.length and there.token - passage.other.token == at


def lines_of(side: Written, place: Place, length: int) -> set[int]:
    """Return the lines of a submission on which a passage lies, from 0."""
    unit = side.units[place.unit]
    return {token.line for token in unit[place.token : place.token + length]}


def _grown(one: Written, other: Written, here: Place, there: Place) -> Passage:
    """Return the longest run of equal tokens around a fingerprint that both have."""
    ours, theirs = one.units[here.unit], other.units[there.unit]
    before = _equal(_backward(ours, here.token), _backward(theirs, there.token))
    behind = _equal(_forward(ours, here.token + GRAM), _forward(theirs, there.token + GRAM))
    return Passage(
        Place(here.unit, here.token - before),
        Place(there.unit, there.token - before),
        before + GRAM + behind,
    )


def _backward(unit: Unit, end: int) -> Iterator[str]:
    return (unit[at].text for at in range(end - 1, -1, -1))


def _forward(unit: Unit, start: int) -> Iterator[str]:
    return (unit[at].text for at in range(start, len(unit)))


def _equal(ours: Iterator[str], theirs: Iterator[str]) -> int:
    """Return how many words of two texts are equal before the first that differs."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False))
    )
