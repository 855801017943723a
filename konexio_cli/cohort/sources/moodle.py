"""Moodle's "Download all submissions", as a zip or taken apart.

By mod/assign/classes/downloader.php of Moodle 4 and 5: a folder for each learner,
`<full name>_<number>_assignsubmission_file/…`, in older ones with `_` at its end; or all files
in one folder, `<full name>_<number>_assignsubmission_file_<name>`. A `_` of a name is a space.
The number is another one in each assignment. Times in the zip are those of the download.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from konexio_cli.cohort.sources.arrived import Arrived, Index, Number, Piece, Reading

_HANDED_IN = re.compile(
    r"^(?P<above>.*/)?(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_file(?:_?/|_)(?P<file>.+)$"
)


def moodle(index: Index) -> Reading | None:
    """Read Moodle's download."""
    found = [one for one in map(_HANDED_IN.match, index.names) if one]
    if not found:
        return None
    shared = _shared(found)

    def read(piece: Piece) -> Arrived | None:
        one = _HANDED_IN.match(piece.name)
        if one is None:  # texts and feedback files lie beside what is handed in
            return None
        name, number = one["name"], one["number"]
        known = (f"{name} {number}", number) if (one["above"], name) in shared else (name, number)
        told = Number("moodle", number)
        return Arrived(known, one["file"], piece.name, piece.read, number=told)

    return read


def _shared(found: Iterable[re.Match[str]]) -> set[tuple[str, str]]:
    """Return the names of two people; with blind marking all are called the same."""
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in found:
        numbers[one["above"], one["name"]].add(one["number"])
    return {name for name, those in numbers.items() if len(those) > 1}
