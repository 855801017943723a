"""A notebook as values: what the road needs of an .ipynb file, and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a cell is for. Only `answer`, `optional` and `extra` cells are the learner's."""

    BRIEF = "brief"
    GIVEN = "given"
    ANSWER = "answer"
    OPTIONAL = "optional"
    CHECK = "check"
    EXTRA = "extra"


# The cells of a starter in which a learner writes; the second may stay as it is.
WRITTEN = frozenset({Role.ANSWER, Role.OPTIONAL})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `name` and `role` are the author's; a learner's file may have lost them."""

    source: str
    is_code: bool = True
    name: str = ""
    role: Role = Role.EXTRA
    position: int = 0


@dataclass(frozen=True, slots=True)
class Notebook:
    """The cells of a notebook in document order, and what its metadata claims."""

    cells: tuple[Cell, ...]
    exercise: str = ""
    round: int = 1
    notes: tuple[str, ...] = field(default=())

    def named(self, name: str) -> Cell | None:
        """Return the last cell called `name`, as running the notebook leaves it."""
        return next((cell for cell in reversed(self.cells) if cell.name == name), None)
