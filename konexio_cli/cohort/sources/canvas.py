"""Canvas's "Download submissions", as a zip or taken apart.

By lib/content_zipper.rb of Canvas: all files in one folder,
`<name>[_LATE]_<user>_<attachment>_<file>`, where `<name>` is the sortable name in small letters
without what is no letter, and `anon_<id>` stands for name and user of anonymous assignments.
Times in the zip are those of the download. Canvas adds `-1`, `-2`… to what is handed in again.
"""

from __future__ import annotations

import re

from konexio_cli.cohort.sources.arrived import (
    Arrived,
    Index,
    Number,
    Piece,
    Reading,
    shared_names,
)

_HANDED_IN = re.compile(
    r"^(?:.*/)?(?:(?P<name>(?!LATE_)[^/]+?)_)?(?P<late>LATE_)?(?P<user>anon_[^_/]+|\d+)_\d+_(?P<file>[^/]+)$"
)
_AGAIN = re.compile(r"-\d+(?=\.ipynb$)", re.IGNORECASE)


def canvas(index: Index) -> Reading | None:
    """Read Canvas's download: every notebook is named as Canvas names it."""
    if not index.names or not all(map(_HANDED_IN.match, index.names)):
        return None
    matches = filter(None, map(_HANDED_IN.match, index.names))
    shared = shared_names(("", one["name"] or "", one["user"]) for one in matches)

    def read(piece: Piece) -> Arrived | None:
        found = _HANDED_IN.match(piece.name)
        return found and _arrived(piece, found, apart=("", found["name"]) in shared)

    return read


def _arrived(piece: Piece, found: re.Match[str], *, apart: bool) -> Arrived:
    user = found["user"]
    name = f"{found['name']} {user}" if apart else found["name"]
    return Arrived(
        # The number is Canvas's own for a person, in all its assignments.
        known_as=tuple(filter(None, (name, user))),
        name=_AGAIN.sub("", found["file"]),
        source=piece.name,
        read=piece.read,
        late=bool(found["late"]),
        number=Number("canvas", user) if user.isdecimal() else None,
    )
