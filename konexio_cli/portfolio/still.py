"""SVG pictures that only draw: those that run, fetch or lead somewhere are not shown to strangers.

Within a page an SVG is only a picture; opened by its link it is a page of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from konexio_cli.model.showcase import Showcase
from konexio_cli.portfolio.private import without_files

_ENDINGS = (".svg", ".svgz")
# What runs or moves: animations can set an address later.
_ACTIVE = {"script", "handler", "listener", "foreignobject", "set"}
_XHTML = "http://www.w3.org/1999/xhtml"
_ADDRESSES = {"href", "src"}
# Places in the same file, and pictures that are within it.
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp);base64,|\Z)", re.IGNORECASE)
# In styles, a backslash writes any letter in another way.
_LEADS_OUT = re.compile(
    r"@import|\\|javascript:|url\(\s*+[\"']?+\s*+(?!#|data:image/)|(?:image-set|\bsrc)\(",
    re.IGNORECASE,
)
# Nobody draws from these: they are words for programs and for those who do not see.
_WORDS = ("data-", "aria-")


def without_active(shown: Showcase) -> tuple[Showcase, tuple[tuple[str, str], ...]]:
    """Return what is shown less the SVG that do more than draw; these by exercise and name."""
    left: dict[Path, tuple[str, str]] = {}
    for piece in shown.pieces:
        for file in (file for one in piece.rounds for file in one.files):
            if file.name.lower().endswith(_ENDINGS) and not is_still(file.path.read_bytes()):
                left[file.path] = (piece.exercise, file.name)
    pieces = tuple(
        replace(piece, rounds=tuple(without_files(piece, left))) for piece in shown.pieces
    )
    return replace(shown, pieces=pieces), tuple(dict.fromkeys(left.values()))


def is_still(body: bytes) -> bool:
    """Whether an SVG only draws, from what is in it; what is no SVG does not."""
    try:
        _Reader().read(body)
    except (_ActiveError, expat.ExpatError, ValueError):
        return False
    return True


class _ActiveError(Exception):
    """Something in the picture could do more than draw."""


class _Reader:
    """Reads one picture, and raises at the first thing that is more than a drawing."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._refuse
        self._style: list[str] | None = None

    def read(self, body: bytes) -> None:
        self._parser.Parse(body, True)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        kind = local.lower()
        if space == _XHTML or kind in _ACTIVE or kind.startswith("animate"):
            raise _ActiveError
        for key, value in attributes.items():
            _demand_still(key.rpartition(" ")[2].lower(), value)
        if kind == "style":
            self._style = []

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2].lower() == "style":
            _demand_still("style", "".join(self._style or ()))
            self._style = None

    def _doctype(self, _name: str, _system: str | None, _public: str | None, own: bool) -> None:
        if own:
            raise _ActiveError

    def _refuse(self, *_: str) -> None:
        raise _ActiveError


def _demand_still(name: str, value: str) -> None:
    if name.startswith(_WORDS):
        return
    outside = name in _ADDRESSES and not _INSIDE.match(value)
    if outside or name.startswith("on") or name == "base" or _LEADS_OUT.search(value):
        raise _ActiveError
