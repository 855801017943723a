"""An nbgrader exchange, or the folder of its course.

By nbgrader/exchange and nbgrader/coursedir.py: `submitted/<learner>/<assignment>/…` in a course,
`inbound/<learner>+<assignment>+<time>[+<random>]/…` in an exchange; `timestamp.txt` tells when.
A learner's name may hold `+`. A course's other folders hold what nobody handed in.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Reading

STAMP = "timestamp.txt"
_TEACHERS = {"outbound", "source", "release", "autograded", "feedback"}
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ _](\d\d).(\d\d).(\d\d)(?:\.(\d{1,6}))?")
_ZONE = re.compile(r"\s*(?!UTC\b|GMT\b)([A-Za-z][\w/+-]*)")
_PARCEL = re.compile(
    rf"^(?:.*/)?(?P<learner>[^/]+)\+(?P<assignment>[^+/]+)\+(?P<time>{_TIME.pattern}[^+/]*)"
    r"(?:\+[^+/]{1,32})?/(?P<file>.+)$"
)
_SUBMITTED = re.compile(r"^(?P<above>[^/]+/)?submitted/(?P<learner>[^/]+)/(?P<file>.+)$")
_STAMPED = re.compile(r"^(?P<learner>[^/]+)/(?P<file>.+)$")


def stamp(text: str) -> datetime | None:
    """Return the moment of a `timestamp.txt`: UTC, unless a course has set another zone.

    None when it tells none, or one in a zone that many countries call so.
    """
    found = _TIME.search(text)
    if found is None:
        return None
    day, hour, minute, second, fraction = found.groups()
    try:
        told = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}.{fraction or 0:0<6}")
    except ValueError:
        return None
    return _in_zone(told, _ZONE.match(text, found.end()))


def _in_zone(told: datetime, named: re.Match[str] | None) -> datetime | None:
    try:
        zone = ZoneInfo(named[1]) if named else UTC
        return told.replace(tzinfo=zone).astimezone(UTC)
    # CEST is no zone's name; a folder of the zones, such as Europe, is an OSError.
    except (ZoneInfoNotFoundError, OSError, ValueError, OverflowError):
        return None


def is_teachers(name: str) -> bool:
    """Whether a file lies in a folder in which nbgrader keeps what nobody handed in."""
    return not _TEACHERS.isdisjoint(name.split("/")[:-1])


def nbgrader(index: Index) -> Reading | None:
    """Read nbgrader's folders: parcels, a course, or what a `timestamp.txt` lies beside."""
    forms = (_PARCEL, _SUBMITTED, _STAMPED if index.stamps else None)
    form = next((one for one in forms if one and any(map(one.match, index.names))), None)
    if form is None:
        return None

    def read(piece: Piece) -> Arrived | None:
        found = form.match(piece.name)
        if found is None:
            return None
        told = found.groupdict()
        at = _beside(index, piece) or stamp(told.get("time", ""))
        name = "/".join(filter(None, (told.get("assignment"), told["file"])))
        known = (told["learner"],)
        return Arrived(known, name, piece.name, piece.read, at)

    return read


def _beside(index: Index, piece: Piece) -> datetime | None:
    """Return what the nearest `timestamp.txt` tells, in the notebook's folder or above it."""
    folder = piece.name
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        if folder in index.stamps:
            return index.stamps[folder]
    return None
