"""The usual slips of a line of which Python only says "invalid syntax", told by the line itself."""

from __future__ import annotations

import keyword
import re

from konexio_cli.explaining.causes import Cause
from konexio_cli.explaining.commas import comma_as_point
from konexio_cli.explaining.foreign import foreign_word
from konexio_cli.explaining.names import near_name

_KEYWORDS = "|".join(keyword.kwlist)
_WORD = rf"(?!(?:{_KEYWORDS})\b)[^\W\d]\w*"
_SLIPS = (
    (re.compile(r"\s*else\s+if\b.*"), "else-if"),
    (re.compile(r"\s*(elseif|elsif)\b.*"), "else-if"),
    (re.compile(r"\s*else\s+[^:\s].*:.*"), "else-with-condition"),
    (re.compile(r".*(?P<sign>=<|=>).*"), "sign-order"),
    (re.compile(r".*\w(?P<sign>\+\+|--)\s*$"), "plus-plus"),
    (re.compile(r".*(?P<sign>&&|\|\|).*"), "sign-word"),
    (re.compile(r".*\bif\s+!.*"), "sign-not"),
    (re.compile(r"[^'\"#]*?\b(?P<number>\d+(?:\.\d+)?)\s*%\s*(?:[-+*/)\],:#].*)?"), "percent"),
    (re.compile(rf"[^'\"#]*?(?:\b{_WORD}|\b[\d.]+|\))\s+x\s+(?:{_WORD}|[\d(]).*"), "times-sign"),
    (re.compile(rf"(?P<name>{_WORD})\(.*\)\s*:\s*"), "def-word"),
)  # fmt: skip
_CONDITION = re.compile(r"\s*(?:if|elif|while)\b[^\[({'\"#]*?(?P<text>\d+,\d+).*")
_DEF_NAME = re.compile(r"\s*def\s+(?P<name>[^\W\d]\w*(?:[-\s]\w+)+)\s*\(.*")
_NO_EQUALS = re.compile(rf"\s*(?P<name>{_WORD})\s+(?:\d[\d.,]*|\"[^\"]*\"|'[^']*')\s*")
# The words with which a line of a beginner's begins.
_WORDS = ("for", "from", "while", "if", "elif", "else", "def", "return", "import", "assert", "try")
_FIRST = re.compile(r"\s*([A-Za-z_]\w*)")
_NAMED = re.compile(r"\s*(?:def\s+|class\s+|for\s+)?(?P<name>[a-z]+)\s*(?:=(?!=)|\(|\s+in\b)")


def slip_in(line: str) -> Cause | None:
    """Return the slip that a line shows; None when it shows none that is known."""
    if found := foreign_word(line) or _in_numbers_or_names(line):
        return found
    for words, cause in _SLIPS:
        if told := words.fullmatch(line):
            return Cause(cause, told.groupdict())
    return _misspelt(line) or _reserved(line) or _without_equals(line)


def _in_numbers_or_names(line: str) -> Cause | None:
    if told := _CONDITION.fullmatch(line):
        return comma_as_point(told["text"])
    if told := _DEF_NAME.fullmatch(line):
        near = re.sub(r"[-\s]+", "_", told["name"])
        return Cause("def-name", {"name": told["name"], "near": near})
    return None


def _misspelt(line: str) -> Cause | None:
    """Return the word of Python's that a line probably begins with."""
    first = _FIRST.match(line)
    if first is None or keyword.iskeyword(first[1]):
        return None
    alike = (word for word in _WORDS if sorted(word) == sorted(first[1].lower()))
    near = next(alike, "") or near_name(first[1], _WORDS)
    return Cause("word-near", {"name": first[1], "near": near}) if near else None


def _reserved(line: str) -> Cause | None:
    named = _NAMED.match(line)
    if named and keyword.iskeyword(named["name"]) and named["name"] not in {"not", "if", "for"}:
        return Cause("reserved-word", {"name": named["name"]})
    return None


def _without_equals(line: str) -> Cause | None:
    told = _NO_EQUALS.fullmatch(line)
    return Cause("equals-missing", {"name": told["name"]}) if told else None
