"""Values that stand near a value: where functions that agree on it may well differ."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

_LONG = 40
_HALF_CENT = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function of the notebook."""

    function: str
    args: tuple[object, ...]
    named: dict[str, object]

    def __str__(self) -> str:
        given = [*map(repr, self.args), *(f"{name}={one!r}" for name, one in self.named.items())]
        return f"{self.function}({', '.join(given)})"


def near(call: Call, constants: Iterable[object]) -> Iterator[Call]:
    """Yield calls with one argument changed, first those that the program itself speaks of.

    `constants` are the values that stand in the program.
    """
    constants = tuple(constants)
    for position, value in enumerate(call.args):
        others = [one for one in call.args if type(one) is type(value) and one is not value]
        for other in (*others, *_beside(value, constants)):
            args = (*call.args[:position], other, *call.args[position + 1 :])
            yield replace(call, args=args)
    for name, value in call.named.items():
        for other in _beside(value, constants):
            yield replace(call, named={**call.named, name: other})


def constants_of(sources: Iterable[str]) -> Iterator[object]:
    """Yield the numbers and texts that stand in programs."""
    for source in sources:
        try:
            tree = ast.parse(source)
        except SyntaxError:  # a magic line: there are other values to try
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) in {int, float, str}:
                yield node.value


def _beside(value: object, constants: Sequence[object]) -> Iterator[object]:
    """Yield values that stand near, the constants in their place or within them first."""
    yield from _spoken_of(value, constants)
    match value:
        case list() | tuple():
            yield from _each_changed(value, lambda one: _beside(one, constants))
        case dict():
            for key, held in value.items():
                yield from ({**value, key: one} for one in _beside(held, constants))
    yield from values_near(value)


def _each_changed(
    values: Sequence[object], others: Callable[[object], Iterable[object]]
) -> Iterator[object]:
    kind = type(values)
    for position, value in enumerate(values):
        for other in others(value):
            yield kind((*values[:position], other, *values[position + 1 :]))  # type: ignore[call-arg]  # a list or a tuple


def _spoken_of(value: object, constants: Iterable[object]) -> Iterator[object]:
    """Yield constants as values of `value`'s type, and the numbers beside them."""
    for constant in constants:
        match value, constant:
            case (bool(), _) | (_, bool()):
                continue
            case str(), str():
                yield constant
            case (str() | list() | tuple(), int()) if 0 < constant <= _LONG:
                yield from (_of_length(value, constant + step) for step in (0, 1, -1))
            case ((int() | float() | Decimal()), (int() | float())):
                kind = type(value)
                yield from (kind(constant) + step for step in (0, 1, -1))


def _of_length(value: Any, length: int) -> object:
    """Return a text or a list cut, or repeated, to a length: limits of length are boundaries."""
    return (value * (length // len(value) + 1))[:length] if value else value


def values_near(value: object) -> Iterator[object]:
    """Yield a few values of the same kind: a little more, a little less, nothing, twice."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from (value + 1, value - 1, type(value)(0), -value)
        case Decimal():
            yield from (value + 1, value - 1, Decimal(0), -value, value + _HALF_CENT)
        case str():
            yield from ("", value.swapcase(), f" {value} ", value * 2, value[:1], value[::-1])
        case date():  # datetime is one, too
            yield from (value + timedelta(days=1), value - timedelta(days=1))
        case list() | tuple():
            yield from _rows_near(value)
        case dict():
            yield from _tables_near(value)


def _rows_near(values: Sequence[object]) -> Iterator[object]:
    kind = type(values)
    for some in ((), values[:1], (*values, *values[:1]), values[::-1]):
        yield kind(some)  # type: ignore[call-arg]  # a list or a tuple
    yield from _each_changed(values, values_near)


def _tables_near(table: Mapping[object, object]) -> Iterator[object]:
    yield {}
    for key, value in table.items():
        yield {other: held for other, held in table.items() if other != key}
        for one in values_near(value):
            yield {**table, key: one}
