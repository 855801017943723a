"""An exercise as it was pulled, in one piece: readable when its course has left it out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from konexio_cli.archives import extract
from konexio_cli.durable import machine_errors
from konexio_cli.model.exercise import Exercise
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.packing import zip_of
from konexio_cli.packs.sources import course_files


def packed(root: Path, exercise_id: str) -> bytes:
    """Return all files of an exercise of the course in `root`; the same files, the same bytes."""
    return zip_of({f"{exercise_id}/{n}": body for n, body in course_files(root / exercise_id)})


def unpacked(body: bytes, exercise_id: str) -> Exercise:
    """Return the exercise that was packed.

    Raise KonexioError when `body` is damaged, or there is no space to take it apart.
    """
    with (
        machine_errors(Path(tempfile.gettempdir())),
        tempfile.TemporaryDirectory(prefix="konexio-origin-") as scratch,
    ):
        archive, root = Path(scratch, "origin.zip"), Path(scratch, "exercises")
        archive.write_bytes(body)
        extract(archive, root)
        return read_exercise(root, exercise_id)
