"""Which cell of a learner's notebook is which of the author's, in two versions of an exercise.

Editors rewrite ids and drop metadata: a name counts where there is one, else the text.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from konexio_cli.model.notebook import WRITTEN, Role
from konexio_cli.packs.forms import Form

# How `compose` names the short sentence above a cell: this, and the cell's name.
LABEL = "label-"
# What stands above work without a place of its own is named like this, as no starter's cell is.
FORMER = "former"


class Placed(NamedTuple):
    """A learner's cell, the name of the author's cell that it is, and if it is a copy of that."""

    name: str
    cell: Form
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """The author's cells by their names: as they were pulled before, and as they are now.

    `base` has all that a cell once was, the newest first: a learner may have gone back to a
    notebook of any time. It is empty when nobody knows what was pulled.
    """

    base: Mapping[str, Sequence[Form]]
    new: Mapping[str, Form]

    @classmethod
    def of(cls, bases: Iterable[Iterable[Form]], new: Iterable[Form]) -> Self:
        """Return the versions of notebooks in which nothing was written, the newest base first."""
        base: dict[str, list[Form]] = defaultdict(list)
        for cell in itertools.chain.from_iterable(bases):
            base[name_in(cell)].append(cell)
        return cls(dict(base), {name_in(c): c for c in new})

    def placed(self, cells: Sequence[Form]) -> Iterator[Placed]:
        """Give each cell with its name in either version; "" for the learner's own cells.

        Of several with one name the first is the cell; of an author's, the first that still
        says what the author wrote.
        """
        names = self._names(cells)
        first: dict[str, int] = {}
        for number, name in enumerate(names):
            if name not in first or self._is_better(name, cells[number], cells[first[name]]):
                first[name] = number
        for number, (name, cell) in enumerate(zip(names, cells, strict=True)):
            yield Placed(name, cell, is_copy=bool(name) and first[name] != number)

    def is_answer(self, name: str) -> bool:
        """Whether a learner writes in this cell; what the new version says of it counts."""
        return role_of(self.new.get(name) or self.base[name][0]) in WRITTEN

    def is_untouched(self, name: str, cell: Form) -> bool:
        """Whether a cell still says what the author wrote in it."""
        text = source_of(cell)
        return any(same_text(text, source_of(one)) for one in self._authors(name))

    def is_still(self, name: str) -> bool:
        """Whether the author left this cell of the new version as it was, and whose it is."""
        new = self.new[name]
        return any(
            same_text(source_of(one), source_of(new)) and role_of(one) is role_of(new)
            for one in self.base.get(name, ())[:1]
        )

    def _authors(self, name: str) -> Iterator[Form]:
        if name in self.new:
            yield self.new[name]
        yield from self.base.get(name, ())

    def _is_better(self, name: str, cell: Form, than: Form) -> bool:
        if not name or self.is_answer(name):
            return False
        return self.is_untouched(name, cell) and not self.is_untouched(name, than)

    def _names(self, cells: Sequence[Form]) -> list[str]:
        """Return the name of each cell: the one that it carries, else one of its text."""
        names = [self._carried(cell) for cell in cells]
        for number, cell in enumerate(cells):
            if not names[number] and _may_be_named(cell):
                found = self._of_text(source_of(cell))
                # A place of the new version is for one cell; what is gone may have had copies.
                fit = (one for one in found if one not in self.new or one not in names)
                names[number] = next(fit, "")
        return names

    def _carried(self, cell: Form) -> str:
        name = "" if role_of(cell) is Role.EXTRA else name_in(cell)
        return name if name in self.new or name in self.base else ""

    def _of_text(self, text: str) -> Iterator[str]:
        for name in (*self.new, *self.base):
            if any(same_text(text, source_of(one)) for one in self._authors(name)):
                yield name


def _may_be_named(cell: Form) -> bool:
    """Whether a cell's text may tell which one it is: nothing else does, and it is not empty."""
    return not _ours(cell) and bool(source_of(cell).strip())


def name_in(cell: Form) -> str:
    """Return the name that a cell carries: in its metadata, else as its id; "" for none."""
    ours = _ours(cell)
    name = ours.get("name") or ("" if ours else cell.get("id"))
    return name if isinstance(name, str) else ""


def source_of(cell: Form) -> str:
    """Return the text of a cell, whether it is kept as one or as lines."""
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever blanks stand at the ends of their lines."""
    return _normal(one) == _normal(other)


def _normal(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _ours(cell: Form) -> Form:
    metadata = cell.get("metadata")
    ours = metadata.get("konexio") if isinstance(metadata, dict) else None
    return ours if isinstance(ours, dict) else {}


def role_of(cell: Form) -> Role | None:
    """Return the role that a cell's metadata names; None when it names none."""
    role = _ours(cell).get("role")
    return Role(role) if isinstance(role, str) and role in set(Role) else None
