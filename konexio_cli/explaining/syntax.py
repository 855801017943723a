"""Why Python cannot read a cell, and where."""

from __future__ import annotations

import re

from konexio_cli.explaining.causes import SYNTAX, Cause, cause_in
from konexio_cli.explaining.commas import comma_before_zero
from konexio_cli.explaining.foreign import foreign_sign
from konexio_cli.explaining.friendly import friendly_words
from konexio_cli.explaining.parsing import syntax_error_of
from konexio_cli.explaining.slips import slip_in
from konexio_cli.model.explanation import Explanation, Place, Step

_LONGEST_LINE = 500
# Lines that begin so are Jupyter's.
_JUPYTERS = ("%", "!", "?")
_ELSE = re.compile(r"\s*else\s")
_CONDITION = re.compile(r"\s*(if|elif|while|assert|return)\b")
_DEF = re.compile(r"^\s*(async\s+)?def\b", re.MULTILINE)
_RETURN = re.compile(r"^\s+return\b", re.MULTILINE)


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
        return _nearer(cause, line)
    return slip_in(line) or cause or Cause("syntax-other", {})


def _nearer(cause: Cause, line: str) -> Cause:
    """Return a cause made more exact by the line."""
    if cause.name == "character-odd":
        return foreign_sign(cause.facts["sign"]) or cause
    if cause.name == "number-zeros":
        return comma_before_zero(line) or cause
    return cause


def _without_def(cause: Cause, source: str) -> Cause:
    """Return the cause, or that a function has lost its first line, where only its body stands."""
    body = cause.name in {"indent-extra", "return-outside"} and _RETURN.search(source)
    return Cause("def-missing", {}) if body and not _DEF.search(source) else cause


def _place(problem: SyntaxError, source: str) -> Place:
    lines = source.splitlines()
    number = problem.lineno or 0
    line = lines[number - 1][:_LONGEST_LINE] if 0 < number <= len(lines) else ""
    column = min(max((problem.offset or 0) - 1, 0), len(line))
    end = (problem.end_offset or 0) - 1 if problem.end_lineno == problem.lineno else 0
    return Place(line, column, max(1, min(end, len(line)) - column))
