"""What a wrong answer tells when no known mistake gives it: its kind, its spelling, its value.

Both sides of a comparison are texts as Python writes values; nothing is read into a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from konexio_cli.explaining.causes import Cause
from konexio_cli.explaining.commas import returned_comma
from konexio_cli.model.explanation import Explanation, Step
from konexio_cli.model.grade import Outcome

_KINDS = tuple(
    (kind, re.compile(words, re.DOTALL))
    for kind, words in (
        ("str", r"['\"].*"),
        ("Decimal", r"Decimal\('.*"),
        ("bool", r"True|False"),
        ("NoneType", r"None"),
        ("int", r"-?\d+"),
        ("float", r"-?\d[\d_]*(\.\d+)?(e[-+]?\d+)?"),
        ("list", r"\[.*"),
        ("tuple", r"\(.*"),
        ("dict", r"\{[^:]+:.*|\{\}"),
        ("set", r"\{.*|set\(\)"),
    )
)
_NUMBERS = {"int", "float", "Decimal"}
_NUMBER = re.compile(r"[-\d.e+]+")
_LETTERS = re.compile(r"[^\W_]")


def answer_of_another_kind(outcome: Outcome, sources: Sequence[str] = ()) -> Explanation | None:
    """Return what to say when text stands where a number is asked, or the like."""
    got, expected = _kind(outcome.got), _kind(outcome.expected)
    if got == expected or not (got and expected) or got == "NoneType":
        return None
    if {got, expected} <= _NUMBERS and _number(outcome.got) != _number(outcome.expected):
        return None  # the value is another one, whatever its kind
    if got == "tuple" and expected in _NUMBERS and (comma := returned_comma(sources)):
        return _told(comma)
    if got == "str" and expected in _NUMBERS:
        return _told(Cause("answer-is-text", {}))
    if got in _NUMBERS and expected == "str":
        return _told(Cause("answer-is-number", {}))
    return _told(Cause("answer-other-kind", {"kind": got, "other": expected}))


def answer_of_another_value(outcome: Outcome) -> Explanation | None:
    """Return what to say of an answer that is nothing, spelt otherwise, or another value."""
    got, expected = _kind(outcome.got), _kind(outcome.expected)
    if not (got and expected):
        return None
    if got == "NoneType":
        return _told(Cause("answer-is-nothing", {}))
    alike = got == expected == "str" and _letters(outcome.got) == _letters(outcome.expected)
    return _told(Cause("answer-spelt-otherwise" if alike else "answer-other-value", {}))


def _told(cause: Cause) -> Explanation:
    return Explanation(Step.BEHAVIOUR, cause=cause.name, facts=cause.facts)


def _kind(written: str) -> str:
    """Return the name of the type whose values Python writes so; "" when it is not known."""
    return next((kind for kind, words in _KINDS if words.fullmatch(written)), "")


def _number(written: str) -> float:
    found = _NUMBER.search(written.removeprefix("Decimal"))
    try:
        return float(found[0]) if found else 0.0
    except ValueError:
        return 0.0


def _letters(written: str) -> list[str]:
    return _LETTERS.findall(written.lower())
