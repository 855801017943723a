"""Moodle's grading worksheet as a table: its columns in two languages, and its rows.

The form is that of Moodle's own table and importer (moodle/moodle, mod/assign/gradingtable.php
and mod/assign/feedback/offline/importgradeslib.php). Moodle looks for its columns by their
names in the language of whoever uploads.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from konexio_cli.errors import KonexioError


@dataclass(frozen=True, slots=True)
class Headings:
    """A worksheet's columns as one language of Moodle names them; `participant` stands in ids."""

    identifier: str
    name: str
    status: str
    grade: str
    most: str
    changeable: str
    modified: str
    feedback: str
    participant: str
    yes: str


# As the language packs of Moodle's mod_assign have them.
ENGLISH = Headings(
    "Identifier",
    "Full name",
    "Status",
    "Grade",
    "Maximum grade",
    "Grade can be changed",
    "Last modified (grade)",
    "Feedback comments",
    "Participant ",
    "Yes",
)
FRENCH = Headings(
    "Identifiant",
    "Nom complet",
    "Statut",
    "Note",
    "Note maximale",
    "La note peut être modifiée",
    "Dernière modification (note)",
    "Feedback par commentaires",
    "Participant",
    "Oui",
)


@dataclass(frozen=True, slots=True)
class Download:
    """A worksheet that Moodle gave: its file's name, and its text."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of a worksheet's columns; comments may be turned off in Moodle."""

    identifier: int
    name: int
    grade: int
    most: int
    feedback: int | None


def columns_of(head: Sequence[str], file: str) -> Columns:
    """Return where the columns are. Raise KonexioError when one that Moodle needs is missing."""
    for names in (ENGLISH, FRENCH):
        needed = {names.identifier, names.name, names.grade, names.most, names.modified}
        if needed <= set(head):
            return Columns(
                identifier=head.index(names.identifier),
                name=head.index(names.name),
                grade=head.index(names.grade),
                most=head.index(names.most),
                feedback=head.index(names.feedback) if names.feedback in head else None,
            )
    raise KonexioError("worksheet-unknown", file=file)


def rows_of(given: Download) -> list[list[str]]:
    """Return the rows of a worksheet, all as long as the first one.

    Raise KonexioError when it is no table.
    """
    try:
        found = csv.reader(io.StringIO(given.text.removeprefix("\ufeff"), newline=""), strict=True)
        rows = [row for row in found if row]
    except csv.Error:
        raise KonexioError("worksheet-unknown", file=given.file) from None
    if not rows:
        raise KonexioError("worksheet-unknown", file=given.file)
    width = len(rows[0])
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]
