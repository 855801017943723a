"""Moodle's "Download all submissions", as a zip or taken apart.

By mod/assign/classes/downloader.php of Moodle 4 and 5: a folder for each learner,
`<full name>_<number>_assignsubmission_file/…`, in older ones with `_` at its end; or all files
in one folder, `<full name>_<number>_assignsubmission_file_<name>`. A `_` of a name is a space.
The number is another one in each assignment. Times in the zip are those of the download.
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
    r"^(?P<above>.*/)?(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_?/|_)(?P<file>.+)$"
)


def moodle(index: Index) -> Reading | None:
    """Read Moodle's download."""
    found = [one for one in map(_HANDED_IN.match, index.names) if one]
    if not found:
        return None
    # With blind marking all are called the same.
    shared = shared_names((one["above"] or "", one["name"], one["number"]) for one in found)

    def read(piece: Piece) -> Arrived | None:
        one = _HANDED_IN.match(piece.name)
        if one is None:  # texts and feedback files lie beside what is handed in
            return None
        name, number = one["name"], one["number"]
        known = (
            (f"{name} {number}", number) if (one["above"] or "", name) in shared else (name, number)
        )
        told = Number("moodle", number)
        return Arrived(known, one["file"], piece.name, piece.read, number=told)

    return read
