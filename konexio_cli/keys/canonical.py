"""JSON in the one form that is signed: RFC 8785, equal bytes for equal values."""

from __future__ import annotations

from typing import Any

import rfc8785


def canonical(value: dict[str, Any]) -> bytes:
    """Return `value` as canonical JSON.

    Raise ValueError for what JSON cannot hold: other types, not-a-number, integers beyond
    2**53, half a surrogate pair.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as problem:
        raise ValueError(str(problem)) from problem
