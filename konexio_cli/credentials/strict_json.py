"""JSON of strangers, read in one way only: what two readers could read differently is refused."""

from __future__ import annotations

import json
from typing import Any

from konexio_cli.errors import KonexioError


def read_object(text: str | bytes, file: str) -> dict[str, Any]:
    """Return the one JSON object in `text`.

    Raise KonexioError for anything else: a cut text, a key that stands twice, not-a-number.
    """

    def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise KonexioError("credential-key-twice", file=file, key=twice)
        return found

    try:
        found = json.loads(text, object_pairs_hook=each_key_once, parse_constant=_no_number)
    # Bytes that are no UTF-8 are a ValueError too, arrays 1,000 deep a RecursionError.
    except (ValueError, RecursionError):
        raise KonexioError("credential-cut", file=file) from None
    if not isinstance(found, dict):
        raise KonexioError("credential-none", file=file)
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)
