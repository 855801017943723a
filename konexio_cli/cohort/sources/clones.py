"""A folder of git clones, one for each learner: the files lie there, git is never asked.

What is in a clone's `.git` is never opened: its hooks and settings are the learner's. Files
have the time of the clone, so that when they were handed in is not known.
"""

from __future__ import annotations

import os.path
from pathlib import PurePosixPath

from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Reading


def clones(index: Index) -> Reading | None:
    """Read clones side by side, or one clone alone."""
    if not index.clones:
        return None
    assignment = _assignment(index.clones)

    def read(piece: Piece) -> Arrived | None:
        above = [str(one) for one in PurePosixPath(piece.name).parents]
        clone = next((one for one in reversed(above) if one in index.clones), None)
        if clone is None:  # what lies beside the clones was handed in by nobody
            return None
        folder = index.label if clone == "." else clone.rpartition("/")[2]
        known = tuple(dict.fromkeys((folder, folder.removeprefix(assignment))))
        name = piece.name.removeprefix(f"{clone}/")
        return Arrived(known, name, piece.name, piece.read)

    return read


def _assignment(folders: frozenset[str]) -> str:
    """Return what all clones' names begin with, as `first-steps-` of `first-steps-amina`."""
    names = [one.rpartition("/")[2] for one in folders]
    common = os.path.commonprefix(names) if len(names) > 1 else ""  # noqa: RUF071 - of letters, as meant
    return common[: max(common.rfind("-"), common.rfind("_")) + 1]
