"""Learners of a source who handed in no notebook: each is told once, with what is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Reading
from konexio_cli.cohort.sources.crowds import refusing
from konexio_cli.cohort.sources.pieces import pieces_of
from konexio_cli.errors import KonexioError

CODE = "collect-no-notebook"
_ANYTHING = ("",)


def without_notebook(reading: Reading, index: Index, source: Path) -> Iterator[Arrived]:
    """Yield, to be refused, one file or the empty folder of each learner who has nothing else."""
    names = (*index.names, *index.refused)
    known = {one.known_as for one in map(reading, (Piece(name, bytes) for name in names)) if one}
    for piece in (*pieces_of(source, _ANYTHING), *_empty_folders(source)):
        one = reading(piece)
        if one and one.known_as and one.known_as not in known:
            known.add(one.known_as)
            code = CODE
            problem = KonexioError(code, file=piece.name)
            yield replace(one, source=one.source.removesuffix("/."), read=refusing(problem))


def _empty_folders(source: Path) -> Iterator[Piece]:
    """Yield the folders at the top of a folder, as if each held a file without a name."""
    if not source.is_dir():
        return
    with os.scandir(source) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield Piece(f"{entry.name}/.", bytes)
