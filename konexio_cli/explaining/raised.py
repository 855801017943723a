"""Why Python stopped a program: told from the exception's name and words, never from its objects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from konexio_cli.explaining.causes import EXCEPTIONS, Cause, cause_in
from konexio_cli.explaining.names import local_name, near_name, unknown_name
from konexio_cli.model.explanation import Explanation, Place, Step
from konexio_cli.model.notebook import Cell

# The methods that beginners look for; those of lists and texts are most of them.
_METHODS = {
    kind.__name__: [name for name in dir(kind) if not name.startswith("_")]
    for kind in (str, list, dict, set, tuple, int, float)
}
# A comma where Python wants a point.
_COMMA = re.compile(r"'[-+]?[\d  ]+,\d+'")
_POINT = re.compile(r"'[-+]?\d+\.\d+'")
# A number in quotes on one side of a comparison.
_COMPARED = re.compile(r"[<>]=?\s*(?P<text>([\"'])(?P<number>\d+(?:\.\d+)?)\2)")


class Raised(NamedTuple):
    """An exception as data: its type's name, its words, and the learner's line, "" if unknown."""

    name: str
    words: str
    line: str = ""


def explained_exception(raised: Raised, cells: Sequence[Cell]) -> Explanation:
    """Return why a program stopped. An exception that nobody foresaw is told by its name."""
    cause = cause_in(EXCEPTIONS.get(raised.name, ()), raised.words.strip())
    if cause:
        cause = _quoted_number(cause, raised.line) or _nearer(cause, cells)
    else:
        cause = Cause("exception-other", {"error": raised.name})
    place = _place(raised.line, cause.facts) if raised.line else None
    return Explanation(Step.EXCEPTION, cause=cause.name, facts=cause.facts, place=place)


def _nearer(cause: Cause, cells: Sequence[Cell]) -> Cause:
    """Return the cause made more exact by what the program says."""
    match cause.name, cause.facts:
        case "name-unknown", {"name": name}:
            return unknown_name(name, cells)
        case "name-local", {"name": name}:
            return local_name(name, cells)
        case "attribute-unknown", {"kind": kind, "name": name}:
            if near := near_name(name, _METHODS.get(kind, ())):
                return Cause("attribute-near", {**cause.facts, "near": near})
        case (("not-a-number" | "not-a-whole-number"), {"text": text}) if _COMMA.fullmatch(text):
            return Cause("number-comma", {"text": text})
        case "not-a-whole-number", {"text": text} if _POINT.fullmatch(text):
            return Cause("number-point", {"text": text})
    return cause


def _quoted_number(cause: Cause, line: str) -> Cause | None:
    """Return the number in quotes that a line compares with another value; None for none."""
    quoted = _COMPARED.search(line) if cause.name == "kinds-compared" else None
    return Cause("number-in-quotes", quoted.groupdict()) if quoted else None


def _place(line: str, facts: dict[str, str]) -> Place:
    """Return the line; the name that Python complains of is marked where it stands."""
    found = (
        re.search(rf"(?<!\w){re.escape(facts['name'])}(?!\w)", line) if "name" in facts else None
    )
    return Place(line, found.start(), len(found[0])) if found else Place(line)
