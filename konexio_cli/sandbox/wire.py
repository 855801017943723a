"""Plain data as JSON and back: the only thing that ever crosses a room's wall.

Both sides use this form: `encoding` writes it, `decoding` reads it. What arrives is rebuilt from exact builtin types; there
is no pickle, no eval and no class named by the other side. JSON's own kinds stand
for themselves; every other value is an object with a tag under the key "$".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 60
# Bits. Comparing or printing a longer one costs the judge quadratic time.
LONGEST_INTEGER = 1 << 16


class WireError(ValueError):
    """A frame is not what this wire allows: too deep, an unknown tag, a broken value."""


@dataclass(frozen=True, slots=True)
class Handle:
    """An object that stays in its room: its number there, its type's name, a call's shape."""

    number: int
    type_name: str
    callable: bool = False
    raises: str = ""


def demand_shallow(depth: int) -> None:
    """Raise WireError for a value that is nested more deeply than the wire allows."""
    if depth > MAX_DEPTH:
        raise WireError("too deep")


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
