"""Python's own tokens by logical lines, from text that may be broken."""

from __future__ import annotations

import tokenize
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple


class Token(NamedTuple):
    """A word or sign, and its line in the text that it was read from, from 0."""

    text: str
    line: int


class Statement(NamedTuple):
    """The tokens of one logical line, and whether it begins at the margin."""

    tokens: tuple[Token, ...]
    top: bool


class _Raw(NamedTuple):
    kind: int
    text: str
    line: int
    column: int = 0


# What a string is; no name can be it.
STRING = '"'
# More than anybody writes for one exercise: a file of ten megabytes costs no more than this.
_MOST_TOKENS = 20_000
# Text that is broken in more places than this is no program any more.
_MOST_BREAKS = 50
_LAYOUT = {
    *(tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENCODING, tokenize.ENDMARKER, tokenize.ERRORTOKEN),
}
# From Python 3.12 on, these stand around the parts of an f-string; before, it is one token.
_OPENING = {getattr(tokenize, f"{kind}STRING_START", None) for kind in "FT"}
_CLOSING = {getattr(tokenize, f"{kind}STRING_END", None) for kind in "FT"}
# IPython's own lines are no Python.
_MAGIC = ("%", "!", "?")


def statements_of(text: str, first: int = 0) -> Iterator[Statement]:
    """Yield the logical lines of `text`, whose first line has the number `first`.

    Comments, docstrings and IPython's commands are left out. Where the text is broken,
    reading goes on behind the broken line.
    """
    line: list[_Raw] = []
    for raw in islice(_whole_strings(_raw(text.splitlines(keepends=True))), _MOST_TOKENS):
        if raw.kind == tokenize.NEWLINE:
            yield from _statement(line, first)
            line = []
        elif raw.kind not in _LAYOUT and raw.text != ";":
            line.append(raw)
    yield from _statement(line, first)


def _statement(line: Sequence[_Raw], first: int) -> Iterator[Statement]:
    """Yield what a line says, if it says more than a docstring does."""
    if any(raw.kind != tokenize.STRING for raw in line):
        yield Statement(tuple(Token(_said(r), first + r.line) for r in line), line[0].column == 0)


def _said(raw: _Raw) -> str:
    if raw.kind == tokenize.STRING:
        return STRING
    return raw.text.lower().replace("_", "") if raw.kind == tokenize.NUMBER else raw.text


def _whole_strings(tokens: Iterator[_Raw]) -> Iterator[_Raw]:
    depth = 0
    for raw in tokens:
        if raw.kind in _OPENING:
            depth += 1
            if depth == 1:
                yield raw._replace(kind=tokenize.STRING)
        elif raw.kind in _CLOSING:
            depth -= 1
        elif not depth:
            yield raw


def _raw(lines: Sequence[str]) -> Iterator[_Raw]:
    python = ["\n" if line.lstrip().startswith(_MAGIC) else line for line in lines]
    start = 0
    for _ in range(_MOST_BREAKS):
        try:
            for kind, text, (row, column), *_ in tokenize.generate_tokens(
                iter(python[start:]).__next__
            ):
                yield _Raw(kind, text, start + row - 1, column)
        except (tokenize.TokenError, SyntaxError) as problem:
            yield _Raw(tokenize.NEWLINE, "", start)
            start += _done(problem, len(python))
        else:
            return


def _done(problem: Exception, end: int) -> int:
    """Return how many lines need no other look: those up to and with the broken one."""
    if isinstance(problem, tokenize.TokenError):
        row, _ = problem.args[1]
        return int(row)
    row = getattr(problem, "lineno", None) or end
    # A line whose margin fits no line above it can be read as the first of its text.
    return max(row - 1, 1) if isinstance(problem, IndentationError) else row
