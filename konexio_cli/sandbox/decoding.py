"""Values rebuilt from the form of the wire: exact plain types, within bounds, or an error."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from konexio_cli.sandbox import wire_figure, wire_tables
from konexio_cli.sandbox.bounded import decimal, fraction, spread
from konexio_cli.sandbox.wire import LONGEST_INTEGER, Handle, Json, WireError, demand_shallow

Fetch: TypeAlias = Callable[[Handle], object]

_OF_TABLES = frozenset({"frame", "series", "index"})
_NESTED = frozenset({list, dict})


class Decoder:
    """Turns JSON back into values; handles are given to `fetch`."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._tables = 0

    def __call__(self, form: Json, depth: int = 0) -> object:
        """Return the value that `form` describes; raise WireError when it describes none."""
        demand_shallow(depth)
        if depth == 0:
            self._tables = 0
        if isinstance(form, list):
            if not set(map(type, form)) & _NESTED:
                demand_shallow(depth + 1 if form else 0)
                return list(form)
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
        self._tables += tag in _OF_TABLES
        if self._tables > wire_tables.MOST_TABLES:
            raise WireError("tables")
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
    if len(text) > LONGEST_INTEGER // 4:
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
