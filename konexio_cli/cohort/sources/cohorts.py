"""Another cohort's folder: what was collected there, with its times, as `places` keeps them."""

from __future__ import annotations

import re

from konexio_cli.cohort.handed_in import BESIDE
from konexio_cli.cohort.places import PARCEL, time_of
from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Reading

_KEPT = re.compile(rf"^(?:.*/)?(?P<learner>[^/]+)/{PARCEL}/(?P<file>.+)$")


def cohorts(index: Index) -> Reading | None:
    """Read the folder of a cohort, or that of its submissions: every name tells a time."""
    if not index.names or not all(map(_KEPT.match, index.names)):
        return None

    def read(piece: Piece) -> Arrived | None:
        found = _KEPT.match(piece.name)
        if found is None or f"/{BESIDE}/" in f"/{found['file']}":  # it came beside a notebook
            return None
        at, timed = time_of(piece.name) or (None, False)
        known, name = (found["learner"],), found["file"]
        if timed:
            return Arrived(known, name, piece.name, piece.read, at)
        return Arrived(known, name, piece.name, piece.read, latest=at)

    return read
