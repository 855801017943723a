"""Values of strangers that are short to write and long to work with: each has its bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

# Beyond two, keys of one hash are an accident that does not happen.
_MOST_ALIKE = 100
# At worst a second.
_MOST_NAMES = 10_000
# `int` would write out every digit.
_EXPONENT = 100_000


def spread(keys: Sequence[object]) -> Sequence[object]:
    """Return `keys` of a dict or set to be built.

    Raise ValueError when too many have the same hash: to build on 100,000 takes minutes.
    """
    if len(keys) > _MOST_ALIKE and max(Counter(map(hash, keys)).values()) > _MOST_ALIKE:
        raise ValueError("hash")
    return keys


def names(values: Sequence[object]) -> Sequence[object]:
    """Return `values` that a table will hash by its own ways, as its names or categories.

    Raise ValueError when too many are no texts: numbers can be chosen to have one hash there.
    """
    first: dict[int, object] = {}
    alike = 0
    for value in values if len(values) > _MOST_NAMES else ():
        if type(value) is not str:
            known = first.setdefault(hash(value), value)
            alike += known is not value and known != value
    if alike > _MOST_ALIKE or len(first) > _MOST_NAMES:
        raise ValueError("names")
    return values


def fraction(parts: Sequence[object]) -> Fraction:
    """Return a fraction of two whole numbers; raise ValueError when they are none."""
    numerator, denominator = parts
    # Fraction would also read a text, and "1e999999999" takes it days.
    if type(numerator) is not int or type(denominator) is not int:
        raise ValueError("fraction")
    return Fraction(numerator, denominator)


def decimal(text: str) -> Decimal:
    """Return a decimal; raise ValueError when it has far more digits than letters."""
    value = Decimal(text)
    if abs(value.adjusted()) > _EXPONENT:
        raise ValueError("decimal")
    return value
