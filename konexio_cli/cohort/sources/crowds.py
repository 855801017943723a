"""Readings that leave nobody's refused file untold, and tell a flood of files once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from konexio_cli.cohort.sources.arrived import Arrived, Index, Piece, Read, Reading
from konexio_cli.errors import KonexioError

# More than a whole course has; nobody hands in as many at once.
MOST = 500


def telling(reading: Reading) -> Reading:
    """Return a reading that tells a refused file even where its name fits nobody."""

    def read(piece: Piece) -> Arrived | None:
        found = reading(piece)
        return found or (_nobodys(piece) if piece.refused else None)

    return read


def without_crowds(reading: Reading, index: Index) -> Reading:
    """Return a reading that refuses, once, somebody's files of which there are too many."""
    counts = Counter(one.known_as for one in map(reading, _names(index)) if one)
    crowds = {known_as: count for known_as, count in counts.items() if count > MOST}

    def read(piece: Piece) -> Arrived | None:
        one = reading(piece)
        if one is None or one.known_as not in crowds:
            return one
        if not (count := crowds[one.known_as]):
            return None
        crowds[one.known_as] = 0
        problem = KonexioError("collect-crowd", number=count, file=one.source)
        return replace(one, read=refusing(problem))

    return read


def refusing(problem: KonexioError) -> Read:
    """Return what raises this problem instead of reading a file."""

    def read() -> bytes:
        raise problem

    return read


def _nobodys(piece: Piece) -> Arrived:
    return Arrived((), piece.name, piece.name, piece.read)


def _names(index: Index) -> Iterator[Piece]:
    for name in index.names:
        yield Piece(name, bytes)
    for name in index.refused:
        yield Piece(name, bytes, refused=True)
