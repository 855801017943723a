"""Data files brought to a newer version; what a learner changed stays, beside the new one."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cli.learner.notebooks import write_in_folder
from konexio_cli.errors import KonexioError
from konexio_cli.packs.files import read_file

_MOST_BYTES = 200 << 20


@dataclass(frozen=True, slots=True)
class Aside:
    """A data file that the learner had changed, and the file in which their bytes are now."""

    file: Path
    yours: Path


def update_data(
    folder: Path, new: Mapping[str, bytes], before: Sequence[Mapping[str, bytes]]
) -> list[Aside]:
    """Write the author's data files; `before` has them as they were pulled, the newest first.

    A file that the author left as it was is the learner's to change. Raise KonexioError when
    a file cannot be written.
    """
    newest = before[0] if before else {}
    aside: list[Aside] = []
    for name, body in new.items():
        path = folder / name
        there = _bytes_of(path)
        if there is None:
            if not path.exists():
                write_in_folder(path, body)
        elif body not in {there, newest.get(name)}:
            if there not in [old.get(name) for old in before]:
                aside.append(Aside(path, _put_aside(path, there)))
            write_in_folder(path, body)
    return aside


def _bytes_of(path: Path) -> bytes | None:
    try:
        return read_file(path, _MOST_BYTES)
    except KonexioError:
        return None


def _put_aside(path: Path, body: bytes) -> Path:
    """Keep bytes beside `path`, as `name.yours.ext`, in a file that holds nothing else."""
    for number in itertools.count(1):
        mark = ".yours" if number == 1 else f".yours-{number}"
        yours = path.with_name(f"{path.stem}{mark}{path.suffix}")
        there = _bytes_of(yours)
        if there == body:
            return yours
        if not yours.exists() and not yours.is_symlink():
            write_in_folder(yours, body)
            return yours
    raise AssertionError  # the numbers do not end
