"""A program becomes its mutants: each compiles, means something else, and has a lasting id."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from konexio_cli.authoring.mutants.bytecode import meaning_of
from konexio_cli.authoring.mutants.edits import Edit, told
from konexio_cli.authoring.mutants.parts import parts_of
from konexio_cli.authoring.mutants.splice import Place, spliced
from konexio_cli.authoring.mutants.table import edits_of
from konexio_cli.authoring.mutants.walk import Spot, spots

_ID_DIGITS = 6


class Changed(NamedTuple):
    """A program with one mistake in it. `id` is the kind of mistake and what it is made of."""

    id: str
    source: str


def changed(source: str) -> Iterator[Changed]:
    """Yield the mutants of a program, no two of one meaning. Raise SyntaxError if it is none."""
    tree = ast.parse(source)
    seen = {meaning_of(source)}
    ids: set[str] = set()
    part_of = {id(node): part for part in parts_of(source, tree) for node in ast.walk(part.program)}
    for place, edit, around in _edits(tree):
        name = _id(edit, around, ids)
        ids.add(name)
        text = spliced(part_of[id(edit.old)], place, edit.old, edit.new)
        meaning = meaning_of(text) if text is not None else None
        if text is not None and meaning is not None and meaning not in seen:
            seen.add(meaning)
            yield Changed(name, text)


def _edits(tree: ast.Module) -> Iterator[tuple[Place, Edit, str]]:
    found: list[Spot] = list(spots(tree))
    places = {id(spot.node): spot.place for spot in found}
    for spot in found:
        for edit in edits_of(spot.node):
            yield places[id(edit.old)], edit, spot.around


def _id(edit: Edit, around: str, taken: set[str]) -> str:
    """Return an id made of the line and what changes in it, whatever stands elsewhere.

    Equal changes of equal lines of one function are numbered.
    """
    change = f"{around}\n{told(edit.old)}\n{told(edit.new)}"
    number = 0
    while True:
        digest = hashlib.sha256(f"{change}\n{number}".encode()).hexdigest()[:_ID_DIGITS]
        name = f"{edit.operator}:{digest}"
        if name not in taken:
            return name
        number += 1
