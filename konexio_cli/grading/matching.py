"""A learner's cells matched to the starter's, by name, content and role.

Editors rewrite ids and drop metadata; learners copy, move, delete and add cells.
What counts is what a cell says: nothing here trusts metadata alone.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from konexio_cli.model.notebook import WRITTEN, Cell, Notebook, Role
from konexio_cli.sandbox.plain import unwarned

_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Program:
    """The code cells to run, in the learner's order, and what was noticed on the way.

    `has_answer`: an answer cell says something else than the starter.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    has_answer: bool = False

    def source(self, name: str) -> str:
        """Return the text of the last cell called `name`; "" when there is none."""
        return next((cell.source for cell in reversed(self.cells) if cell.name == name), "")


def match(starter: Sequence[Cell], notebook: Notebook) -> Program:
    """Return what to run of `notebook`: never its copies of the checks, always the given cells."""
    codes = [cell for cell in notebook.cells if cell.is_code]
    carried = {cell.name for cell in codes}
    cells = [_placed(cell, _open_to(cell, starter, carried)) for cell in codes]
    found = {cell.name for cell in cells if cell.role is not Role.EXTRA}
    missing = {Role.ANSWER: "cell-missing", Role.GIVEN: "cell-restored"}
    absent = (s for s in starter if s.name not in found and s.role in missing)
    notes = {f"{missing[cell.role]}:{cell.name}" for cell in absent}
    notes |= {f"cell-twice:{name}" for name in _twice(cells)}
    untouched = _untouched(cells, starter)
    notes |= {f"cell-untouched:{name}" for name in untouched}
    has_answer = any(c.role is Role.ANSWER and c.name not in untouched for c in cells)
    for position, cell in enumerate(starter):
        if cell.role is Role.GIVEN and cell.name not in found:
            cells.insert(_place_for(starter[:position], cells), cell)
    program = tuple(cell for cell in cells if cell.role is not Role.CHECK)
    places = [cell.name for cell in starter]
    return Program(program, tuple(sorted(notes, key=partial(_order, places))), has_answer)


def _order(places: Sequence[str], note: str) -> tuple[str, int]:
    """Return what sorts notes by their code, then as their cells stand in the starter."""
    code, _, name = note.partition(":")
    return code, places.index(name)


def _twice(cells: Iterable[Cell]) -> list[str]:
    """Return the answer cells that stand more than once, as copying and pasting leaves them."""
    counts = Counter(cell.name for cell in cells if cell.role in WRITTEN)
    return [name for name, count in counts.items() if count > 1]


def _untouched(cells: Sequence[Cell], starter: Iterable[Cell]) -> set[str]:
    """Return the answer cells that still say what the starter said."""
    changed = {
        c.name for c in cells if not any(_normal(c.source) == _normal(s.source) for s in starter)
    }
    answers = {cell.name for cell in cells if cell.role is Role.ANSWER}
    return answers - changed


def _open_to(cell: Cell, starter: Sequence[Cell], carried: set[str]) -> Sequence[Cell]:
    """Return the starter's cells that `cell` may be.

    An answer to a cell that the author has taken out is none of those that are there by name.
    """
    if cell.role not in WRITTEN or any(one.name == cell.name for one in starter):
        return starter
    return [one for one in starter if one.name not in carried]


def _placed(cell: Cell, starter: Sequence[Cell]) -> Cell:
    """Return `cell` with the name and role of the starter's cell that it is, or as an extra."""
    original = _named_alike(cell, starter) or _same_text(cell, starter) or _like(cell, starter)
    if original is None:
        return replace(cell, name="", role=Role.EXTRA)
    source = original.source if original.role is Role.GIVEN else cell.source
    return replace(cell, name=original.name, role=original.role, source=source)


def _named_alike(cell: Cell, starter: Iterable[Cell]) -> Cell | None:
    original = next((s for s in starter if s.name == cell.name), None)
    if original is None or original.role in WRITTEN:
        return original
    # An author's cell that now holds something else is the learner's own work.
    return original if _alike(cell.source, original.source) else None


def _same_text(cell: Cell, starter: Iterable[Cell]) -> Cell | None:
    text = _normal(cell.source)
    return next((s for s in starter if _normal(s.source) == text), None)


def _like(cell: Cell, starter: Sequence[Cell]) -> Cell | None:
    defined = _defined(cell.source)
    for original in starter:
        if original.role in WRITTEN and defined & _defined(original.source):
            return original
    authors = (s for s in starter if s.role not in WRITTEN)
    return next((s for s in authors if _alike(cell.source, s.source)), None)


def _alike(one: str, other: str) -> bool:
    """Whether two texts have most of their triples of characters in common.

    That takes time in proportion; the longest common parts could take hours to find.
    """
    ours, theirs = _triples(_normal(one)), _triples(_normal(other))
    return 2 * (ours & theirs).total() >= _ALIKE * (ours.total() + theirs.total())


@lru_cache(maxsize=64)
def _triples(text: str) -> Counter[str]:
    return Counter(map("".join, zip(f"  {text}", f" {text} ", f"{text}  ", strict=True)))


def _normal(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _defined(source: str) -> set[str]:
    """Return the names that a cell defines at its top level; none when it does not parse."""
    try:
        with unwarned():
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _defined_by_line(source)
    names = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    targets = (t for node in body if isinstance(node, ast.Assign) for t in node.targets)
    return names | {target.id for target in targets if isinstance(target, ast.Name)}


def _defined_by_line(source: str) -> set[str]:
    """Return the function names of text with a mistake or an IPython magic in it."""
    starts = (line.split("(")[0] for line in source.splitlines() if line.startswith("def "))
    return {start.removeprefix("def ").strip() for start in starts}


def _place_for(before: Sequence[Cell], cells: Sequence[Cell]) -> int:
    """Return where a missing cell belongs: behind the last of those that stood before it."""
    names = {cell.name for cell in before}
    places = [n + 1 for n, cell in enumerate(cells) if cell.name in names]
    return max(places, default=0)
