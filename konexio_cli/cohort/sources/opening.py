"""Any source opened: its kind is found, and what was handed in comes out, file by file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from konexio_cli.cohort.sources.arrived import Arrived, Index, Kind, Reading
from konexio_cli.cohort.sources.canvas import canvas
from konexio_cli.cohort.sources.clones import clones
from konexio_cli.cohort.sources.moodle import moodle
from konexio_cli.cohort.sources.nbgrader import nbgrader
from konexio_cli.cohort.sources.pieces import index_of, pieces_of
from konexio_cli.cohort.sources.tree import tree
from konexio_cli.errors import KonexioError

NOTEBOOK = ".ipynb"

# The surest first: the last one reads everything.
_SURE: tuple[Kind, ...] = (moodle, canvas, clones, nbgrader)
KINDS: tuple[Kind, ...] = (*_SURE, tree)
_IsLearner: TypeAlias = Callable[[str], bool]


def _in_zip(archive: Path, outer: Arrived, is_learner: _IsLearner) -> Iterator[Arrived]:
    """Yield the notebooks of an archive among other files: one learner's, or a download."""
    stem = outer.name.rpartition(".")[0]
    named = outer if outer.known_as else replace(outer, known_as=(stem,))
    index = index_of(archive, (NOTEBOOK,), is_learner)
    download = None if outer.known_as else _first(_SURE, index)
    for piece in pieces_of(archive, (NOTEBOOK,)):
        inside = f"{outer.source}/{piece.name}"
        if download is None:
            yield replace(named, name=f"{stem}/{piece.name}", source=inside, read=piece.read)
        elif one := download(piece):
            yield replace(one, source=inside)


# A file that holds other files, by its ending: how it is opened. The outer arrival tells in
# whose folder it lay.
Opener: TypeAlias = Callable[[Path, Arrived, _IsLearner], Iterator[Arrived]]
OPENERS: Mapping[str, Opener] = {".zip": _in_zip}


def arrivals(source: Path, is_learner: _IsLearner) -> Iterator[Arrived]:
    """Yield what was handed in, each to be read before the next one is asked for.

    Raise KonexioError when the source is an archive that cannot be read.
    """
    endings = (NOTEBOOK, *OPENERS)
    reading = _first(KINDS, index_of(source, endings, is_learner))
    assert reading is not None  # the last kind reads everything
    for piece in pieces_of(source, endings):
        if arrived := reading(piece):
            yield from _opened(arrived, is_learner)


def _first(kinds: Iterable[Kind], index: Index) -> Reading | None:
    return next((reading for kind in kinds if (reading := kind(index))), None)


def _opened(arrived: Arrived, is_learner: _IsLearner) -> Iterator[Arrived]:
    """Yield a file, or what is in it; what cannot be opened is yielded to be refused."""
    opener = OPENERS.get(Path(arrived.name).suffix.lower())
    if opener is None:
        yield arrived
        return
    with tempfile.TemporaryDirectory(prefix="konexio-") as scratch:
        copy = Path(scratch, "copy")
        try:
            copy.write_bytes(arrived.read())
            yield from opener(copy, arrived, is_learner)
        except KonexioError as problem:
            yield replace(arrived, read=partial(_refuse, problem, arrived.source))


def _refuse(problem: KonexioError, source: str) -> bytes:
    problem.facts["file"] = source
    raise problem
