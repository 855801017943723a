"""Where things lie in a cohort's folder, and what the places themselves tell.

`submissions/<learner>/<when>-<sha256>/…`: should cohort.db be lost, nothing of this is.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from konexio_cli.cohort.settings_file import FILE as SETTINGS
from konexio_cli.reports.names import file_name

_SUBMISSIONS = "submissions"
_CREDENTIALS = "credentials"
_TIME = "%Y%m%dT%H%M%SZ"
PARCEL = r"(before-)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}"
_PARCEL = re.compile(PARCEL)
_SHA_LETTERS = 8


def submissions_folder(cohort: Path) -> Path:
    """Return the folder of the learners' folders: the cohort's own where nothing is collected."""
    inner = collected_folder(cohort)
    return inner if inner.is_dir() and (cohort / SETTINGS).is_file() else cohort


def collected_folder(cohort: Path) -> Path:
    """Return the folder for what is collected."""
    return cohort / _SUBMISSIONS


def credentials_folder(cohort: Path, learner: str) -> Path:
    """Return the folder of a learner's credentials, which no other learner has."""
    plain = file_name(learner)
    if plain != learner:
        plain = f"{plain or 'learner'}-{hashlib.sha256(learner.encode()).hexdigest()[:8]}"
    return cohort / _CREDENTIALS / plain


def credentials_folders(cohort: Path) -> tuple[Path, ...]:
    """Return the folders of credentials that there are, whoever's they are, by name."""
    return tuple(sorted(one for one in (cohort / _CREDENTIALS).glob("*") if one.is_dir()))


def place(learner: str, name: str, sha256: str, at: datetime, *, timed: bool) -> PurePosixPath:
    """Return where a file of a learner is kept: the same file has the same place, always.

    What is handed in again lies beside it. `timed` is False for a time that is only the latest.
    """
    time = f"{at.astimezone(UTC):{_TIME}}-{sha256[:_SHA_LETTERS]}"
    parcel = time if timed else f"before-{time}"
    parts = [part for one in name.split("/") if (part := _part(one))]
    return PurePosixPath(learner, parcel, *(parts or ["notebook.ipynb"]))


def _part(name: str) -> str:
    """Return a step of a path as any system can have it; the ending stays."""
    stem, dot, ending = name.rpartition(".")
    return (
        f"{file_name(stem)}{dot}{ending.lower()}" if ending.lower() == "ipynb" else file_name(name)
    )


def time_of(file: str) -> tuple[datetime, bool] | None:
    """Return what a place tells: when it was handed in, and whether that is known."""
    for part in PurePosixPath(file).parts[:-1]:
        if found := _PARCEL.fullmatch(part):
            try:
                # Ten times as fast as strptime, which is felt where there are many.
                year, month, day, hour, minute, second = map(int, found.groups()[1:])
                at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
            except ValueError:
                continue
            return at, not found[1]
    return None


def parcels_of(folder: Path, file: PurePosixPath) -> list[PurePosixPath]:
    """Return where the same notebook of the same learner may lie, what came last first.

    `file` is a place below `folder`, where all that is collected lies; none when it is not.
    """
    learner, *rest = file.parts
    parcel = _PARCEL.fullmatch(rest[0]) if len(rest) > 1 else None
    if parcel is None:
        return []
    same = f"*-{parcel[0].rpartition('-')[2]}"
    found = [one.name for one in (folder / learner).glob(same) if _PARCEL.fullmatch(one.name)]
    newest = sorted(found, key=lambda one: one.removeprefix("before-"), reverse=True)
    return [PurePosixPath(learner, one, *rest[1:]) for one in newest]
