"""Fingerprints of code: few of its runs of tokens, chosen so that no long copy has none.

The algorithm is winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local algorithms
for document fingerprinting", SIGMOD 2003. A run of `GRAM + WINDOW - 1` tokens that two texts
share gives them a fingerprint in common.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from konexio_cli.cohort.similar.tokens import Unit

GRAM = 7
WINDOW = 4


class Place(NamedTuple):
    """Where a fingerprint is: the number of its unit, and of its first token there."""

    unit: int
    token: int


def fingerprints(units: Sequence[Unit], starter: Collection[int]) -> Mapping[int, Place]:
    """Return the fingerprints of some code, in its order, with their first places.

    `starter` are runs of tokens that were given: none of them is a fingerprint.
    """
    found: dict[int, Place] = {}
    for number, unit in enumerate(units):
        own = [(gram, at) for at, gram in enumerate(grams(unit)) if gram not in starter]
        for gram, at in _winnowed(own):
            found.setdefault(gram, Place(number, at))
    return found


def all_grams(units: Iterable[Unit]) -> frozenset[int]:
    """Return every run of `GRAM` tokens of some code, as a number."""
    return frozenset(gram for unit in units for gram in grams(unit))


def grams(unit: Unit) -> list[int]:
    """Return each run of `GRAM` tokens as a number of 64 bits, the same on every machine."""
    texts = [token.text for token in unit]
    runs = (texts[at : at + GRAM] for at in range(len(texts) - GRAM + 1))
    return [_number("\0".join(run)) for run in runs]


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(digest.digest())


def _winnowed(own: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the least of each window of neighbours, the last of equals, each of them once."""
    last = -1
    for start in range(max(len(own) - WINDOW + 1, min(len(own), 1))):
        gram, at = min(own[start : start + WINDOW], key=lambda one: (one[0], -one[1]))
        if at > last:
            yield gram, at
            last = at
