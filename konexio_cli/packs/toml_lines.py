"""The line of a TOML file on which a key stands, found by reading ever less of the file."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence

# Beyond this a file is none of ours, and looking would take long.
_MOST_LINES = 2_000


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Return the line (from 1) on which the value at `place` begins, or its nearest table.

    `place` is a path such as ("goals", 1, "points"); `text` is TOML without mistakes.
    """
    lines = text.split("\n")
    there = place[: steps(text, place)]
    if not there or len(lines) > _MOST_LINES:
        return 1
    ends = list(_ends(lines))
    # Keys are only ever added: it stands in the first statement that the file needs to have it.
    found = bisect_left(ends, len(there), key=lambda end: steps("\n".join(lines[:end]), there))
    begin = ends[found - 1] if found else 0
    return _within(lines, begin, ends[found], there)


def _ends(lines: Sequence[str]) -> Iterator[int]:
    """Yield the number of the last line of each statement."""
    begin = 0
    for end in range(1, len(lines) + 1):
        if _parsed("\n".join(lines[begin:end])) is not None:
            yield end
            begin = end


def _within(lines: Sequence[str], begin: int, end: int, place: Sequence[str | int]) -> int:
    """Return the line of one element of an array over several lines, else the first line."""
    for number in range(begin + 1, end):
        if steps("\n".join([*lines[:number], "]"]), place) == len(place):
            return number
    return begin + 1


def steps(text: str, place: Sequence[str | int]) -> int:
    """Return how many steps of `place` can be gone in `text`."""
    current: object = _parsed(text)
    for number, step in enumerate(place):
        table = dict(enumerate(current)) if isinstance(current, list) else current
        if not isinstance(table, dict) or step not in table:
            return number
        current = table[step]
    return len(place)


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
