"""Values written in the form of the wire, each as its exact plain type."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeGuard, TypeVar

from konexio_cli.sandbox import wire_figure, wire_tables
from konexio_cli.sandbox.wire import LONGEST_INTEGER, Handle, Json, WireError, demand_shallow

T = TypeVar("T")
Keep: TypeAlias = Callable[[object], Handle]

_SAFE_INTEGER = 2**53
_JSON_KINDS = frozenset({type(None), bool, int, float, str})


class Encoder:
    """Turns values into JSON; what is not plain data is handed to `keep`."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def __call__(self, value: object, depth: int = 0) -> Json:
        """Return `value` in wire form; raise WireError when it is nested too deeply."""
        demand_shallow(depth)
        if value is None or value is True or value is False:
            return value
        if value is ...:
            return {"$": "ellipsis", "v": ""}
        encode = _ENCODERS.get(type(value)) or _nearest(type(value))
        return encode(self, value, depth + 1) if encode else self._foreign(value, depth + 1)

    def _foreign(self, value: object, depth: int) -> Json:
        """Encode a table or a figure, whose libraries may not even be loaded."""
        table = wire_tables.take_apart(value)
        if table is not None:
            return {"$": table[0], "v": self(table[1], depth)}
        figure = wire_figure.take_apart(value)
        if figure is not None:
            return {"$": "figure", "v": self(figure, depth)}
        return _handle(self, self._keep(value), depth)

    def items(self, values: object, depth: int) -> list[Json]:
        """Return every item of a list, tuple or set in wire form."""
        if type(values) is list and _stand_for_themselves(values):
            demand_shallow(depth if values else 0)
            return list(values)
        return [self(item, depth) for item in _ITERATE[_plain_kind(values)](values)]


def _nearest(kind: type) -> Callable[..., Json] | None:
    """Return how the plain type under a subclass is encoded, if there is one."""
    if kind.__name__ == "NaTType":
        return None  # pandas' missing time is a subclass of datetime that holds no date
    # type() and issubclass, since an object may lie about its __class__.
    return next((encode for plain, encode in _ENCODERS.items() if issubclass(kind, plain)), None)


def _stand_for_themselves(values: list[object]) -> TypeGuard[list[Json]]:
    """Whether all items are JSON as they are; a long list is told from its kinds, in one go."""
    kinds = set(map(type, values))
    if not kinds <= _JSON_KINDS:
        return False
    if int in kinds:
        numbers = _of(values, int)
        if max(numbers) >= _SAFE_INTEGER or min(numbers) <= -_SAFE_INTEGER:
            return False
    if float in kinds and not all(map(math.isfinite, _of(values, float))):
        return False
    return str not in kinds or _utf8("".join(_of(values, str)))


def _of(values: list[object], kind: type[T]) -> list[T]:
    return [value for value in values if type(value) is kind]


def _utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain_kind(value: object) -> type:
    return next(kind for kind in _ITERATE if issubclass(type(value), kind))


# A subclass may lie about its items: they are read by the plain type's own method.
_ITERATE: Mapping[type, Callable[..., Iterator[object]]] = {
    list: list.__iter__,
    tuple: tuple.__iter__,
    set: set.__iter__,
    frozenset: frozenset.__iter__,
}


def _int(_: Encoder, value: int, __: int) -> Json:
    plain = int.__index__(value)
    if plain.bit_length() > LONGEST_INTEGER:
        raise WireError("the number is too long")
    return plain if -_SAFE_INTEGER < plain < _SAFE_INTEGER else {"$": "int", "v": hex(plain)}


def _float(_: Encoder, value: float, __: int) -> Json:
    plain = float.__float__(value)
    return plain if math.isfinite(plain) else {"$": "float", "v": float.__repr__(plain)}


def _str(_: Encoder, value: str, __: int) -> Json:
    plain = str.__str__(value)
    if plain.isascii() or _utf8(plain):
        return plain
    return {"$": "str", "v": plain.encode("utf-8", "surrogatepass").hex()}


def _dict(encode: Encoder, value: dict[object, object], depth: int) -> Json:
    return {
        "$": "dict",
        "v": [[encode(k, depth), encode(v, depth)] for k, v in dict.items(value)],
    }


def _datetime(_: Encoder, value: datetime, __: int) -> Json:
    return {"$": "datetime", "v": datetime.isoformat(value)}


def _timedelta(_: Encoder, value: timedelta, __: int) -> Json:
    return {"$": "timedelta", "v": [value.days, value.seconds, value.microseconds]}


def _complex(encode: Encoder, value: complex, depth: int) -> Json:
    return {"$": "complex", "v": [encode(value.real, depth), encode(value.imag, depth)]}


def _fraction(encode: Encoder, value: Fraction, depth: int) -> Json:
    return {
        "$": "fraction",
        "v": [encode(value.numerator, depth), encode(value.denominator, depth)],
    }


def _handle(_: Encoder, value: Handle, __: int) -> Json:
    return {"$": "handle", "v": [value.number, value.type_name, value.callable, value.raises]}


def _tagged(tag: str) -> Callable[[Encoder, object, int], Json]:
    return lambda encode, value, depth: {"$": tag, "v": encode.items(value, depth)}


# Order matters: datetime is a date, and a subclass is taken as its nearest plain type.
_ENCODERS: Mapping[type, Callable[..., Json]] = {
    str: _str,
    int: _int,
    float: _float,
    list: lambda encode, value, depth: encode.items(value, depth),
    tuple: _tagged("tuple"),
    dict: _dict,
    set: _tagged("set"),
    frozenset: _tagged("frozenset"),
    bytes: lambda _, value, __: {"$": "bytes", "v": base64.b64encode(value).decode()},
    Decimal: lambda _, value, __: {"$": "decimal", "v": Decimal.__str__(value)},
    datetime: _datetime,
    date: lambda _, value, __: {"$": "date", "v": date.isoformat(value)},
    time: lambda _, value, __: {"$": "time", "v": time.isoformat(value)},
    timedelta: _timedelta,
    Fraction: _fraction,
    complex: _complex,
    Handle: _handle,
}
