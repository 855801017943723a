"""The badge: what a credential says in a few words, drawn, with the credential inside.

Source of the form: Open Badges 3.0, section 5.3.2 (baking an SVG): one
`openbadges:credential` right behind the `svg` tag, the VC-JWT in its attribute `verify`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, Template

from konexio_cli.credentials.claim import Claim

_LINES = 3
_LARGE, _SMALL = (40, 18), (32, 22)  # size of letters, letters in a line
_LONGEST = 36
_MIDDLE = 232


@dataclass(frozen=True, slots=True)
class Words:
    """The words on a badge; `lines` is the title as it is drawn."""

    title: str
    lines: tuple[str, ...]
    size: int
    label: str
    issuer: str
    date: str

    @property
    def step(self) -> int:
        """The height of a line of the title."""
        return self.size * 5 // 4

    @property
    def first(self) -> int:
        """Where the first line of the title stands, so that all are in the middle."""
        return _MIDDLE + self.size // 3 - (len(self.lines) - 1) * self.step // 2

    @property
    def shown(self) -> tuple[str, ...]:
        """All words, in the order in which a badge has them."""
        return (self.title, *self.lines, self.label, self.issuer, self.date)


def words_of(claim: Claim, issuer: str) -> Words:
    """Return the words of a claim's badge; `issuer` is the organisation's name."""
    size, lines = _title(claim.title)
    return Words(
        title=claim.title,
        lines=lines,
        size=size,
        label=_short(claim.label),
        issuer=_short(issuer),
        date=claim.valid_from.date().isoformat(),
    )


def _title(title: str) -> tuple[int, tuple[str, ...]]:
    """Return the size of the title's letters, and its lines: large where all of it fits."""
    fitting = [one for one in (_LARGE, _SMALL) if not _is_cut(_wrapped(title, one[1]))]
    size, width = (fitting or [_SMALL])[0]
    return size, _balanced(title, width)


def _wrapped(title: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(title, width, max_lines=_LINES, placeholder=" …"))


def _is_cut(lines: tuple[str, ...]) -> bool:
    return "".join(lines).endswith("…")


def _balanced(title: str, width: int) -> tuple[str, ...]:
    """Return the narrowest lines of the same number: no word stands alone below the others."""
    lines = _wrapped(title, width)
    for narrow in range(width // 2, width):
        found = tuple(textwrap.wrap(title, narrow, break_long_words=False))
        if len(found) == len(lines) and all(len(line) <= narrow for line in found):
            return found
    return lines


def baked(words: Words, jwt: str) -> str:
    """Return the badge as SVG, with the credential in it."""
    return _template().render(words=words, jwt=jwt)


def _short(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …") or text[:_LONGEST]


@cache
def _template() -> Template:
    text = resources.files("konexio_cli.credentials").joinpath("badge.svg.j2").read_text("utf-8")
    return Environment(autoescape=True, keep_trailing_newline=True).from_string(text)
