"""Plain data as JSON and back: the only thing that ever crosses a room's wall.

Both sides use this file. What arrives is rebuilt from exact builtin types; there
is no pickle, no eval and no class named by the other side. JSON's own kinds stand
for themselves; every other value is an object with a tag under the key "$".
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from konexio_cli.sandbox import wire_figure, wire_tables
from konexio_cli.sandbox.bounded import decimal, fraction, spread

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 60
_SAFE_INTEGER = 2**53
# Bits. Comparing or printing a longer one costs the judge quadratic time.
_LONGEST_INTEGER = 1 << 16


class WireError(ValueError):
    """A frame is not what this wire allows: too deep, an unknown tag, a broken value."""


@dataclass(frozen=True, slots=True)
class Handle:
    """An object that stays in its room: its number there, its type's name, a call's shape."""

    number: int
    type_name: str
    callable: bool = False
    raises: str = ""


Keep: TypeAlias = Callable[[object], Handle]
Fetch: TypeAlias = Callable[[Handle], object]


def _refuse_constant(name: str) -> Json:
    raise WireError(name)


# Made once: json.dumps and json.loads with options make one for each call.
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def dumps(value: Json) -> bytes:
    """Return `value` as compact JSON bytes."""
    return _ENCODER.encode(value).encode()


def loads(frame: bytes) -> Json:
    """Return the JSON in `frame`; raise WireError for anything that is not JSON."""
    try:
        value: Json = _DECODER.decode(frame.decode())
    except (ValueError, RecursionError) as problem:
        raise WireError("not JSON") from problem
    return value


class Encoder:
    """Turns values into JSON; what is not plain data is handed to `keep`."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def __call__(self, value: object, depth: int = 0) -> Json:
        """Return `value` in wire form; raise WireError when it is nested too deeply."""
        if depth > MAX_DEPTH:
            raise WireError("too deep")
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
        handle = value if isinstance(value, Handle) else self._keep(value)
        return {
            "$": "handle",
            "v": [handle.number, handle.type_name, handle.callable, handle.raises],
        }

    def items(self, values: object, depth: int) -> list[Json]:
        """Return every item of a list, tuple or set in wire form."""
        return [self(item, depth) for item in _ITERATE[_plain_kind(values)](values)]


def _nearest(kind: type) -> Callable[..., Json] | None:
    """Return how the plain type under a subclass is encoded, if there is one."""
    if kind.__name__ == "NaTType":
        return None  # pandas' missing time is a subclass of datetime that holds no date
    # type() and issubclass, since an object may lie about its __class__.
    return next((encode for plain, encode in _ENCODERS.items() if issubclass(kind, plain)), None)


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
    if plain.bit_length() > _LONGEST_INTEGER:
        raise WireError("the number is too long")
    return plain if -_SAFE_INTEGER < plain < _SAFE_INTEGER else {"$": "int", "v": hex(plain)}


def _float(_: Encoder, value: float, __: int) -> Json:
    plain = float.__float__(value)
    return plain if math.isfinite(plain) else {"$": "float", "v": float.__repr__(plain)}


def _str(_: Encoder, value: str, __: int) -> Json:
    plain = str.__str__(value)
    if plain.isascii():
        return plain
    try:
        plain.encode()
    except UnicodeEncodeError:
        return {"$": "str", "v": plain.encode("utf-8", "surrogatepass").hex()}
    return plain


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
}


class Decoder:
    """Turns JSON back into values; handles are given to `fetch`."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def __call__(self, form: Json, depth: int = 0) -> object:
        """Return the value that `form` describes; raise WireError when it describes none."""
        if depth > MAX_DEPTH:
            raise WireError("too deep")
        if isinstance(form, list):
            return [self(item, depth + 1) for item in form]
        if not isinstance(form, dict):
            return form
        tag, body = form.get("$"), form.get("v")
        if len(form) != 2 or not isinstance(tag, str):  # noqa: PLR2004 - "$" and "v"
            raise WireError("untagged object")
        try:
            return self._tagged(tag, body, depth + 1)
        except Exception as problem:
            # Whatever a library says of parts that do not fit together.
            raise WireError(tag) from problem

    def _tagged(self, tag: str, body: Json, depth: int) -> object:
        if tag == "handle":
            return self._fetch(_handle(body))
        if tag in _FROM_TEXT:
            return _FROM_TEXT[tag](_text(body))
        if tag == "dict":
            pairs = [(self(k, depth), self(v, depth)) for k, v in _pairs(body)]
            spread([key for key, _ in pairs])
            return dict(pairs)
        values = (
            [self(item, depth) for item in body] if isinstance(body, list) else self(body, depth)
        )
        if tag in _FROM_VALUES:
            return _FROM_VALUES[tag](values)
        if tag == "figure":
            return wire_figure.put_together(values)
        return wire_tables.put_together(tag, values)


def _text(body: Json) -> str:
    if not isinstance(body, str):
        raise WireError("text expected")
    return body


def _pairs(body: Json) -> list[tuple[Json, Json]]:
    if not isinstance(body, list):
        raise WireError("pairs expected")
    return [(key, value) for key, value in body]  # type: ignore[misc, str-unpack]  # a wrong shape raises ValueError, which the decoder names


def _handle(body: Json) -> Handle:
    match body:
        case [int(number), str(name), bool(can_call), str(raises)]:
            return Handle(number, name[:100], can_call, raises[:100])
    raise WireError("handle")


def _integer(text: str) -> int:
    if len(text) > _LONGEST_INTEGER // 4:
        raise WireError("int")
    if not text.lstrip("-").startswith("0x"):
        raise WireError("int")
    return int(text, 16)


_FROM_TEXT: Mapping[str, Callable[[str], object]] = {
    "int": _integer,
    "float": lambda text: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[text],
    "str": lambda text: bytes.fromhex(text).decode("utf-8", "surrogatepass"),
    "ellipsis": lambda _: ...,
    "bytes": lambda text: base64.b64decode(text, validate=True),
    "decimal": decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}

_FROM_VALUES: Mapping[str, Callable[..., object]] = {
    "tuple": tuple,
    "set": lambda items: set(spread(items)),
    "frozenset": lambda items: frozenset(spread(items)),
    "timedelta": lambda parts: timedelta(parts[0], parts[1], parts[2]),
    "fraction": fraction,
    "complex": lambda parts: complex(parts[0], parts[1]),
}
