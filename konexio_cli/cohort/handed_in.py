"""The files that were handed in with a notebook, as a credential speaks of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from konexio_cli.cohort.places import collected_folder, parcels_of
from konexio_cli.durable import regular_files
from konexio_cli.portfolio.history import DELIVERABLES
from konexio_cli.portfolio.private import own_path_in

BESIDE = "files"


def deliverables(cohort: Path, file: str) -> dict[str, str]:
    """Return the SHA-256 of each file beside a collected notebook, as a portfolio names it.

    The newest that came with the same notebook count. What names a folder of somebody's
    machine no portfolio keeps; a notebook that was not collected has nothing beside it.
    """
    folder = collected_folder(cohort)
    for place in parcels_of(folder, PurePosixPath(file)):
        if found := dict(_sums(folder / place.parent / BESIDE)):
            return found
    return {}


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        return
    for path in sorted(regular_files(folder)):
        body = path.read_bytes()
        if not own_path_in(body):
            name = path.relative_to(folder).as_posix()
            yield DELIVERABLES + name, hashlib.sha256(body).hexdigest()
