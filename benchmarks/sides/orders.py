"""The 5,000 orders of the `data` corpus: as untidy as a shop's own file, and always the same."""

from __future__ import annotations

import csv
import hashlib
import io
import random
from collections.abc import Iterator

_SEED = 20_260_101
_ROWS = 5_000
_SHA256 = "76748776d52ff2120237eb307c1c056b6bbdd5e0e17864ff17f31d49adcb349b"
_HEADER = ("order", "day", "city", "product", "amount")
_CITIES = ("Beirut", "Dakar", "Lyon", "Paris", "Tunis")
_PRODUCTS = ("bag", "lamp", "mug", "notebook", "scarf", "teapot")
# How often an order stands twice, and an amount is missing or no number.
_TWICE, _EMPTY, _NO_NUMBER = 0.04, 0.02, 0.01


def orders_csv() -> bytes:
    """Return the file. Raise ValueError when this Python makes another one."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([_HEADER, *_rows(random.Random(_SEED))])  # noqa: S311 - test values, not secrets
    body = text.getvalue().encode()
    if hashlib.sha256(body).hexdigest() != _SHA256:
        raise ValueError("these are not the orders that the checks were written for")
    return body


def _rows(chance: random.Random) -> Iterator[tuple[str, ...]]:
    written: list[tuple[str, ...]] = []
    while len(written) < _ROWS:
        twice = written and chance.random() < _TWICE
        row = chance.choice(written) if twice else _row(chance, len(written))
        written.append(row)
    yield from written


def _row(chance: random.Random, number: int) -> tuple[str, ...]:
    day = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2025"
    city = _untidy(chance, chance.choice(_CITIES))
    return f"{number:05}", day, city, chance.choice(_PRODUCTS), _amount(chance)


def _untidy(chance: random.Random, text: str) -> str:
    text = chance.choice((text, text, text.lower(), text.upper()))
    return chance.choice((text, text, f" {text}", f"{text}  "))


def _amount(chance: random.Random) -> str:
    kind = chance.random()
    if kind < _EMPTY:
        return ""
    if kind < _EMPTY + _NO_NUMBER:
        return chance.choice(("free", "?"))
    euros, cents = chance.randint(1, 2_400), chance.randint(0, 99)
    thousands = f"{euros // 1000} {euros % 1000:03}" if euros > 999 else str(euros)  # noqa: PLR2004 - three digits
    return chance.choice((f"{euros}.{cents:02}", f"{thousands},{cents:02} €"))
