"""Numbers with a comma, as most of the world writes them: Python makes two numbers of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from konexio_cli.explaining.causes import Cause

_RETURNED = re.compile(r"^\s*return\s+(?P<text>-?\d+,\d+)\s*(?:#.*)?$", re.MULTILINE)
_ZERO_BEHIND = re.compile(r"[^'\"\[({#]*?\b(?P<text>\d+,0\d+)\b.*")


def comma_as_point(text: str) -> Cause:
    """Return the cause for a number that is written with a comma."""
    return Cause("decimal-comma", {"text": text, "near": text.replace(",", ".")})


def returned_comma(sources: Sequence[str]) -> Cause | None:
    """Return the first number with a comma that a program returns; None when it returns none."""
    found = (told for source in sources if (told := _RETURNED.search(source)))
    return next((comma_as_point(told["text"]) for told in found), None)


def comma_before_zero(line: str) -> Cause | None:
    """Return the number of a line whose part behind the comma begins with 0; None for none."""
    told = _ZERO_BEHIND.fullmatch(line)
    return comma_as_point(told["text"]) if told else None
