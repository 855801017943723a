"""Any source opened: its kind is found, and what was handed in comes out, file by file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from konexio_cli.cohort.sources.arrived import Arrived, Index, Kind, Reading
from konexio_cli.cohort.sources.canvas import canvas
from konexio_cli.cohort.sources.clones import clones
from konexio_cli.cohort.sources.cohorts import cohorts
from konexio_cli.cohort.sources.crowds import refusing, telling, without_crowds
from konexio_cli.cohort.sources.moodle import moodle
from konexio_cli.cohort.sources.nbgrader import is_teachers, nbgrader
from konexio_cli.cohort.sources.pieces import index_of, pieces_of
from konexio_cli.cohort.sources.tree import many, of_learners, tree
from konexio_cli.cohort.sources.without import without_notebook
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.remote import is_repository
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.packs.files import read_file
from konexio_cli.packs.notebooks import MAX_BYTES

NOTEBOOK = ".ipynb"
# Learners pack a folder that holds a packed folder; an archive may also hold itself.
_DEEPEST = 4

# The surest first: the last one reads everything.
_SURE: tuple[Kind, ...] = (moodle, canvas, clones, nbgrader, cohorts)
KINDS: tuple[Kind, ...] = (*_SURE, tree)
_IsLearner: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Inside:
    """How far inside of other files a file is found, and who is somebody there."""

    is_learner: _IsLearner
    depth: int = 0


def _in_archive(archive: Path, outer: Arrived, inside: Inside) -> Iterator[Arrived]:
    """Yield the notebooks of an archive among other files: one learner's, or a download."""
    if inside.depth > _DEEPEST:
        raise KonexioError("archive-deep", file=archive)
    stem = outer.name.rpartition(".")[0].removesuffix(".tar")
    index = replace(index_of(archive, ENDINGS, inside.is_learner), label=stem)
    if not (index.names or index.refused):
        raise KonexioError("source-without-notebook", file=archive)
    download = None if outer.known_as else _first((*_SURE, of_learners), index)
    reading = download or _as_one(outer, stem, perhaps_not=not outer.known_as and many(index))
    for one in _arrivals(reading, index, archive):
        yield from _opened(replace(one, source=f"{outer.source}/{one.source}"), inside)


def _as_one(outer: Arrived, stem: str, *, perhaps_not: bool) -> Reading:
    """Read all that is in an archive as the work of the one in whose folder it lay."""
    named = outer if outer.known_as else replace(outer, known_as=(stem,))
    if perhaps_not:
        named = replace(named, taken_as_one=outer.source)
    return lambda piece: replace(
        named, name=f"{stem}/{piece.name}", source=piece.name, read=piece.read
    )


def _in_container(path: Path, outer: Arrived, inside: Inside) -> Iterator[Arrived]:  # noqa: ARG001 - it is signed
    """Yield the notebooks of a container: who signed it is written there."""
    from konexio_cli.cohort.sources.containers import in_container  # noqa: PLC0415 - cryptography

    return in_container(path, outer)


# A file that holds other files, by its ending: how it is opened. The outer arrival tells in
# whose folder it lay.
Opener: TypeAlias = Callable[[Path, Arrived, Inside], Iterator[Arrived]]
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
OPENERS: Mapping[str, Opener] = {
    **dict.fromkeys(_ARCHIVES, _in_archive),
    SUFFIX: _in_container,
}
# How the name of a file ends that may be somebody's work.
ENDINGS = (NOTEBOOK, *OPENERS)


def arrivals(source: Path, is_learner: _IsLearner) -> Iterator[Arrived]:
    """Yield what was handed in, each to be read before the next one is asked for.

    Raise KonexioError when the source is an archive that cannot be read, or holds no work.
    """
    for arrived in _unopened(source, is_learner):
        yield from _opened(arrived, Inside(is_learner))


def _unopened(source: Path, is_learner: _IsLearner) -> Iterator[Arrived]:
    """Yield the files of a source as they are."""
    if source.is_dir() and is_repository(source):
        from konexio_cli.cohort.sources.containers import in_repository  # noqa: PLC0415 - as above

        yield from in_repository(source)
        return
    if source.suffix.lower() == SUFFIX and source.is_file():
        yield _alone(source)
        return
    index = index_of(source, ENDINGS, is_learner)
    if not (index.names or index.refused):
        raise KonexioError("source-without-notebook", file=source)
    reading = _first(KINDS, index)
    assert reading is not None  # the last kind reads everything
    yield from _arrivals(reading, index, source)
    yield from without_notebook(reading, index, source)


def _arrivals(reading: Reading, index: Index, source: Path) -> Iterator[Arrived]:
    """Yield what somebody handed in, by a reading of the source; the rest is told, once."""
    read = without_crowds(telling(reading), index)
    beside: list[str] = []
    for piece in pieces_of(source, ENDINGS):
        if arrived := read(piece):
            yield arrived
        elif reading(piece) is None and not is_teachers(piece.name):
            beside.append(piece.name)
    if beside:
        first = min(beside)
        problem = KonexioError("collect-beside", number=len(beside), file=first)
        yield Arrived((), first, first, refusing(problem))


def _alone(container: Path) -> Arrived:
    read = partial(read_file, container, MAX_BYTES, "notebook-too-large")
    return Arrived((), container.name, container.name, read)


def _first(kinds: Iterable[Kind], index: Index) -> Reading | None:
    return next((reading for kind in kinds if (reading := kind(index))), None)


def _opened(arrived: Arrived, inside: Inside) -> Iterator[Arrived]:
    """Yield a file, or what is in it; what cannot be opened is yielded to be refused."""
    name = arrived.name.lower()
    opener = next((one for ending, one in OPENERS.items() if name.endswith(ending)), None)
    if opener is None:
        yield arrived
        return
    with tempfile.TemporaryDirectory(prefix="konexio-") as scratch:
        copy = Path(scratch, "copy")
        try:
            copy.write_bytes(arrived.read())
            yield from opener(copy, arrived, replace(inside, depth=inside.depth + 1))
        except KonexioError as problem:
            yield replace(arrived, read=refusing(problem))
