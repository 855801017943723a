"""Why Python cannot read a cell, and where."""

from __future__ import annotations

import keyword
import re

from konexio_cli.explaining.causes import SYNTAX, Cause, cause_in
from konexio_cli.explaining.friendly import friendly_words
from konexio_cli.explaining.names import near_name
from konexio_cli.explaining.parsing import syntax_error_of
from konexio_cli.model.explanation import Explanation, Place, Step

_LONGEST_LINE = 500
# Lines that begin so are Jupyter's.
_JUPYTERS = ("%", "!", "?")
_KEYWORDS = "|".join(keyword.kwlist)
# Where Python only says "invalid syntax", the line itself tells the usual slips.
_SLIPS = (
    (re.compile(r"\s*else\s+if\b.*"), "else-if"),
    (re.compile(r"\s*(elseif|elsif)\b.*"), "else-if"),
    (re.compile(r"\s*else\s+[^:\s].*:.*"), "else-with-condition"),
    (re.compile(r".*(?P<sign>=<|=>).*"), "sign-order"),
    (re.compile(r".*\w(?P<sign>\+\+|--)\s*$"), "plus-plus"),
    (re.compile(r".*(?P<sign>&&|\|\|).*"), "sign-word"),
    (re.compile(r".*\bif\s+!.*"), "sign-not"),
    (re.compile(rf"(?!(?:{_KEYWORDS})\b)(?P<name>[^\W\d]\w*)\(.*\)\s*:\s*"), "def-word"),
)  # fmt: skip
_ELSE = re.compile(r"\s*else\s")
_CONDITION = re.compile(r"\s*(if|elif|while|assert|return)\b")
_DEF = re.compile(r"^\s*(async\s+)?def\b", re.MULTILINE)
_RETURN = re.compile(r"^\s+return\b", re.MULTILINE)
# The words with which a line of a beginner's begins.
_WORDS = ("for", "from", "while", "if", "elif", "else", "def", "return", "import", "assert", "try")
_FIRST = re.compile(r"\s*([A-Za-z_]\w*)")
_NAMED = re.compile(r"\s*(?:def\s+|class\s+|for\s+)?(?P<name>[a-z]+)\s*(?:=(?!=)|\(|\s+in\b)")


def explained_syntax(words: str, line: str, source: str) -> Explanation:
    """Return why Python cannot read a cell of which it said `words`, at `line`.

    The cell is read again: Jupyter's own words are less exact. What only Jupyter can read is
    left to them.
    """
    problem, place = syntax_error_of(source), Place(line)
    if problem:
        exact = _place(problem, source)
        if not exact.line.lstrip().startswith(_JUPYTERS):
            words, place = problem.msg or words, exact
    cause = _without_def(_cause(words, place.line), source)
    told = friendly_words(source) if problem and cause.name == "syntax-other" else None
    return Explanation(Step.SYNTAX, cause=cause.name, facts=cause.facts, place=place, told=told)


def _cause(words: str, line: str) -> Cause:
    cause = cause_in(SYNTAX, words)
    if cause and cause.name == "assign-to-value" and _CONDITION.match(line):
        return Cause("assign-in-condition", {})
    if cause and not (cause.name == "colon-missing" and _ELSE.match(line)):
        return cause
    return _slip(line) or cause or Cause("syntax-other", {})


def _without_def(cause: Cause, source: str) -> Cause:
    """Return the cause, or that a function has lost its first line, where only its body stands."""
    body = cause.name in {"indent-extra", "return-outside"} and _RETURN.search(source)
    return Cause("def-missing", {}) if body and not _DEF.search(source) else cause


def _slip(line: str) -> Cause | None:
    for words, cause in _SLIPS:
        if told := words.fullmatch(line):
            return Cause(cause, told.groupdict())
    if near := _misspelt(line):
        return near
    named = _NAMED.match(line)
    if named and keyword.iskeyword(named["name"]) and named["name"] not in {"not", "if", "for"}:
        return Cause("reserved-word", {"name": named["name"]})
    return None


def _misspelt(line: str) -> Cause | None:
    """Return the word of Python's that a line probably begins with."""
    first = _FIRST.match(line)
    if first is None or keyword.iskeyword(first[1]):
        return None
    alike = (word for word in _WORDS if sorted(word) == sorted(first[1].lower()))
    near = next(alike, "") or near_name(first[1], _WORDS)
    return Cause("word-near", {"name": first[1], "near": near}) if near else None


def _place(problem: SyntaxError, source: str) -> Place:
    lines = source.splitlines()
    number = problem.lineno or 0
    line = lines[number - 1][:_LONGEST_LINE] if 0 < number <= len(lines) else ""
    column = min(max((problem.offset or 0) - 1, 0), len(line))
    end = (problem.end_offset or 0) - 1 if problem.end_lineno == problem.lineno else 0
    return Place(line, column, max(1, min(end, len(line)) - column))
