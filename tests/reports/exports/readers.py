"""Readers as others have them: what Moodle and Canvas take from a file, by their own rules.

Sources: moodle/moodle, mod/assign/feedback/offline/importgradeslib.php and locallib.php and
mod/assign/feedback/file/importziplib.php; instructure/canvas-lms, lib/gradebook_importer.rb;
Gradescope: https://gradescope-autograders.readthedocs.io/en/latest/specs/ (Output format).
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

# What Moodle's English and French language packs call the columns that its importer needs.
MOODLE = {
    "en": ("Identifier", "Grade", "Last modified (grade)", "Feedback comments", "Participant "),
    "fr": (
        *("Identifiant", "Note", "Dernière modification (note)"),
        *("Feedback par commentaires", "Participant"),
    ),
}
_VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
_FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
# The published description of results.json, written as a JSON Schema.
GRADESCOPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["score"]}, {"required": ["tests"]}],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": _FORMAT,
        "test_output_format": _FORMAT,
        "test_name_format": _FORMAT,
        "visibility": _VISIBILITY,
        "stdout_visibility": _VISIBILITY,
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number", "minimum": 0},
                    "max_score": {"type": "number", "minimum": 0},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": _FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": _FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": _VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}


def table(text: str) -> pd.DataFrame:
    """Return a CSV file as pandas reads it, every cell as text."""
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


@dataclass(frozen=True)
class MoodleGrade:
    grade: float | None
    feedback: str


def moodle_grades(text: str, language: str) -> dict[str, MoodleGrade]:
    """Return what Moodle takes from a worksheet, by the participant's number."""
    identifier, grade, modified, feedback, participant = MOODLE[language]
    found = table(text)
    assert {identifier, grade, modified} <= set(found.columns)
    taken = {}
    for _, row in found.iterrows():
        number = row[identifier][len(participant) :]
        assert number.isdecimal()
        value = row[grade].replace(",", ".")
        taken[number] = MoodleGrade(float(value) if value else None, row.get(feedback, ""))
    return taken


def moodle_feedback(content: bytes) -> dict[str, tuple[str, bytes]]:
    """Return the file's name and content that Moodle takes from a zip, by participant's number."""
    taken = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            folder, file = PurePosixPath(name).parts
            assert not file.startswith((".", "~"))
            _, number, kind, plugin, rest = folder.split("_", 4)
            assert (kind, plugin, rest) == ("assignsubmission", "file", "")
            assert number.isdecimal()
            taken[number] = (file, archive.read(name))
    return taken


@dataclass(frozen=True)
class CanvasBook:
    possible: dict[str, float]
    grades: dict[tuple[str, str], float]


def canvas_book(text: str) -> CanvasBook:
    """Return what Canvas takes from a gradebook file: grades by student's id, else name."""
    found = table(text)
    head = list(found.columns)
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3])
    assert "Section" in head[4]
    own = re.compile("(Current|Final|Override) (Score|Points|Grade|Status)")
    assignments = [name for name in head[5:] if not own.search(name)]
    assert assignments == head[5:]
    assert "Points Possible" in found.iloc[0, 0]
    possible = {name: float(found.iloc[0][name]) for name in assignments}
    grades = {
        (row["ID"] or row["Student"], name): float(row[name])
        for _, row in found.iloc[1:].iterrows()
        for name in assignments
        if row[name]
    }
    return CanvasBook(possible, grades)
