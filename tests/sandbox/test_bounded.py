from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from konexio_cli.sandbox.bounded import decimal, fraction, spread

PRIME = 2**61 - 1  # by which CPython takes the hash of a number


def test_keys_of_one_hash_are_refused() -> None:
    with pytest.raises(ValueError, match="hash"):
        spread([number * PRIME for number in range(1, 1_000)])
    with pytest.raises(ValueError, match="hash"):
        spread([Decimal(number * PRIME) for number in range(1, 1_000)])


def test_ordinary_keys_are_spread() -> None:
    for keys in (range(-1_000, 1_000), [f"key {n}" for n in range(1_000)], [1, 1.0, True], []):
        assert spread(list(keys)) == list(keys)


def test_a_fraction_is_of_two_whole_numbers() -> None:
    assert fraction([1, 3]) == Fraction(1, 3)
    for parts in (["1e999999999", 1], [True, 1], [1.5, 1], [1], [1, 2, 3]):
        with pytest.raises(ValueError, match=r"."):
            fraction(parts)


def test_a_decimal_has_no_more_digits_than_one_can_write() -> None:
    for text in ("1.50", "-0E-2", "1e300", "0", "Infinity"):
        assert decimal(text) == Decimal(text)
    assert math.isnan(decimal("NaN"))
    for text in ("1e999999999", "1e-999999999", "0e999999999"):
        with pytest.raises(ValueError, match="decimal"):
            decimal(text)
