"""What a shared fingerprint tells: as much as it is rare among the learners of a cohort."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from konexio_cli.cohort.similar.winnowing import GRAM, WINDOW, Place
from konexio_cli.cohort.similar.written import Written

# A cohort whose learners all worked alone shows a pair in one exercise out of this many.
_ONE_IN = 20
# What more learners than this have in common leads to no pair by itself.
_MOST_ALIKE = 64
# Runs closer than this hang together: who writes the one mostly writes the other.
_NEAR = GRAM + WINDOW
_OF_NEIGHBOURS = 0.5


class Likeness(NamedTuple):
    """Two submissions, by their numbers, that have more in common than chance gives.

    `bits` is how much: each bit halves the chance that two who worked alone would.
    `similarity` is the shared part of what is rare in both, from 0 to 1.
    """

    one: int
    other: int
    bits: float
    similarity: float


def weights(written: Sequence[Written]) -> dict[int, float]:
    """Return what each fingerprint tells, in bits: nothing when every learner has it.

    That is the chance, as a number of halvings, that any other learner has it as well.
    """
    having: defaultdict[int, set[str]] = defaultdict(set)
    for one in written:
        for gram in one.prints:
            having[gram].add(one.person)
    others = len({one.person for one in written}) - 1
    if others < 1:
        return {}
    return {gram: math.log2(others / max(len(who) - 1, 1)) for gram, who in having.items()}


def similarity(one: Written, other: Written, told: Mapping[int, float]) -> float:
    """Return the shared part of what is rare in both submissions, from 0 to 1."""
    shared = one.prints.keys() & other.prints.keys()
    every = one.prints.keys() | other.prints.keys()
    whole = math.fsum(told[gram] for gram in every)
    return min(math.fsum(told[gram] for gram in shared) / whole, 1.0) if whole else 0.0


def likenesses(written: Sequence[Written]) -> list[Likeness]:
    """Return the pairs of different learners that are alike beyond chance, the strongest first."""
    told = weights(written)
    enough = _beyond_chance(len({one.person for one in written}))
    found = []
    for one, other in _candidates(written, told):
        bits = _bits(written[one], written[other], told)
        if bits >= enough:
            likeness = similarity(written[one], written[other], told)
            found.append(Likeness(one, other, bits, likeness))
    return sorted(found, key=lambda pair: (-pair.bits, pair.one, pair.other))


def _beyond_chance(learners: int) -> float:
    """Return how many bits chance gives to one pair at most, among all pairs of so many."""
    return math.log2(_ONE_IN * max(math.comb(learners, 2), 1))


def _candidates(written: Sequence[Written], told: Mapping[int, float]) -> list[tuple[int, int]]:
    having: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(written):
        for gram in one.prints:
            having[gram].append(number)
    pairs = {
        pair
        for gram, numbers in having.items()
        if told.get(gram) and len(numbers) <= _MOST_ALIKE
        for pair in combinations(numbers, 2)
    }
    return sorted((a, b) for a, b in pairs if written[a].person != written[b].person)


def _bits(one: Written, other: Written, told: Mapping[int, float]) -> float:
    """Return what two submissions share; overlapping runs count once, neighbours half."""
    shared = {gram for gram in one.prints.keys() & other.prints.keys() if told[gram]}
    return min(_apart(shared, side.prints, told) for side in (one, other))


def _apart(
    shared: Collection[int], prints: Mapping[int, Place], told: Mapping[int, float]
) -> float:
    bits, last = [], Place(-1, 0)
    for gram, place in prints.items():
        if gram not in shared:
            continue
        away = place.token - last.token if place.unit == last.unit else _NEAR
        if away >= GRAM:
            bits.append(told[gram] * (1 if away >= _NEAR else _OF_NEIGHBOURS))
            last = place
    return math.fsum(bits)
