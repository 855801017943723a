"""A folder with a folder for each learner, or an archive of it; or one learner's archive."""

from __future__ import annotations

from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Reading


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


def _around(index: Index) -> str:
    """Return the folder around all learners' folders, as programs add that make archives."""
    first = {name.partition("/")[0] for name in index.names}
    second = {name.split("/")[1] for name in index.names if "/" in name}
    if len(first) > 1 or any(map(index.is_learner, first)):
        return ""
    return f"{first.pop()}/" if any(map(index.is_learner, second)) else ""
