"""A folder with a folder for each learner, or an archive of it; or one learner's archive."""

from __future__ import annotations

import re

from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Reading

# How the packs of a course are called.
_PACK = re.compile(r"[a-z]+\d+")


def tree(index: Index) -> Reading:
    """Read `<learner>/…/<exercise>.ipynb`, at any depth; every source can be read like this."""
    # At the top of an archive: it is one person's, and bears their name. In a folder: nobody's.
    alone = (index.label,) if index.archive else ()
    around = _around(index)

    def read(piece: Piece) -> Arrived | None:
        first, slash, rest = piece.name.removeprefix(around).partition("/")
        known, name = ((first,), rest) if slash else (alone, first)
        return Arrived(known, name, piece.name, piece.read, piece.at)

    return read


def of_learners(index: Index) -> Reading | None:
    """Read an archive among other files as a class's: when learners' folders lie in it.

    Else it is the work of one person, whose name it bears.
    """
    if index.is_learner(index.label):
        return None
    steps = {step for name in index.names for step in name.split("/")[:-1][:2]}
    return tree(index) if any(map(index.is_learner, steps)) else None


def many(index: Index) -> bool:
    """Whether folders lie side by side at the top that may be people's; those of packs are not."""
    first = {name.partition("/")[0] for name in index.names if "/" in name}
    return len(first) > 1 and not all(map(_PACK.fullmatch, first))


def _around(index: Index) -> str:
    """Return the folder around all learners' folders, as programs add that make archives."""
    first = {name.partition("/")[0] for name in index.names}
    second = {name.split("/")[1] for name in index.names if "/" in name}
    if len(first) > 1 or any(map(index.is_learner, first)):
        return ""
    return f"{first.pop()}/" if any(map(index.is_learner, second)) else ""
