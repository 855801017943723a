"""Sentences of Markdown for people: how many words each has, and on which line it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Stands for what is no text of its own: code, a picture or a web address, one word each.
_HOLE = "\ue000"
_ADDRESS = re.compile(r"(?:https?|file)://\S+[^\s.,)]|\S+@\S+\.\w+")
_END = re.compile(r"(?:[.?!]+|…|:)[)\"'»”\u2019]*(?=\s|$)")
# What ends in a full stop and ends no sentence, in English and French.
_SHORTENED = {
    *("mr", "mrs", "ms", "dr", "st", "no", "vs", "e.g", "i.e", "approx"),
    *("m", "mm", "mme", "mlle", "p", "ex", "p.ex", "c.-à-d", "cf", "env", "n"),
}
_SKIPPED = {"heading_open": "heading_close", "table_open": "table_close"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its text on a single line, its number of words, its line in the file."""

    text: str
    words: int
    line: int


def sentences(markdown: str) -> Iterator[Sentence]:
    """Give the sentences of a Markdown text, without headings, tables and blocks of code.

    A colon ends a sentence, as in the texts of this program: what follows is a new idea.
    """
    for inline in _paragraphs(MarkdownIt().enable("table").parse(markdown)):
        text, holes = _flat(inline.children or ())
        filling = iter(holes)
        begin = inline.map[0] + 1 if inline.map else 1
        for start, end in _spans(text):
            part = text[start:end]
            shown = "".join(next(filling) if sign == _HOLE else sign for sign in part)
            line = begin + text.count("\n", 0, start)
            yield Sentence(" ".join(shown.split()), count_words(part), line)


def count_words(text: str) -> int:
    """Return how many words a plain text has: what holds no letter and no digit is none."""
    return sum(any(map(str.isalnum, word.replace(_HOLE, "X"))) for word in text.split())


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Token]:
    until = ""
    for token in tokens:
        if until:
            until = "" if token.type == until else until
        elif token.type in _SKIPPED:
            until = _SKIPPED[token.type]
        elif token.type == "inline":
            yield token


def _flat(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """Return a paragraph's text with holes, and what fills them, in order."""
    text, holes = "", []
    for token in tokens:
        if token.type in {"code_inline", "image"}:
            holes.append(f"`{token.content}`" if token.type == "code_inline" else token.content)
            text += _HOLE
        elif token.type in {"softbreak", "hardbreak"}:
            text += "\n"
        elif token.type == "text":
            holes += _ADDRESS.findall(token.content)
            text += _ADDRESS.sub(_HOLE, token.content)
    return text, holes


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence begins and ends; what stands between two is only space."""
    start = 0
    for found in [*_END.finditer(text), None]:
        end = found.end() if found else len(text)
        if found and _goes_on(text[start:end]):
            continue
        begin = end - len(text[start:end].lstrip())
        if begin < end:
            yield begin, end
        start = end


def _goes_on(part: str) -> bool:
    """Whether the full stop at the end of `part` belongs to a shortened word or an initial."""
    if not part.endswith("."):
        return False
    last = part.removesuffix(".").rsplit(maxsplit=1)[-1:]
    word = last[0].lstrip("(«\"'") if last else ""
    return word.lower() in _SHORTENED or (len(word) == 1 and word.isupper())
