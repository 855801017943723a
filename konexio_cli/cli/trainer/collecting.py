"""What commands that collect have in common: sources that are there, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.arriving import Collected
    from konexio_cli.reports.catalogue import Texts

# What asks for nothing stands below what may.
_HARMLESS = {"collect-again", "collect-late", "collect-late-told"}


def demand_any(sources: Sequence[Path]) -> None:
    """Raise KonexioError when none of the sources is there: no cohort is made for it."""
    if not any(source.exists() for source in sources):
        raise KonexioError("file-missing", file=sources[0])


def data(found: Collected, texts: Texts) -> dict[str, object]:
    """Return what a program is told."""
    return {
        "new": found.new,
        "known": found.known,
        "refused": [texts.error(one)[0] for one in (*found.failed, *found.refused)],
    }


def is_whole(found: Collected) -> bool:
    """Whether every source could be read to its end, and something in them is somebody's."""
    return not found.failed and bool(found.new or found.known)


def lines(found: Collected, texts: Texts) -> tuple[str, ...]:
    """Return how many files are new, and how many are not."""
    known = (texts.count("collect.known", found.known),) if found.known else ()
    return (texts.count("collect.new", found.new), *known)


def notes(found: Collected, texts: Texts) -> tuple[str, ...]:
    """Return what was not taken, then what is odd about the rest."""
    told = [
        ": ".join(filter(None, (note.file or note.learner, texts.note(f"{note.code}:{note.fact}"))))
        for note in sorted(found.notes, key=lambda one: one.code in _HARMLESS)
    ]
    refused = (texts.error(problem)[0] for problem in (*found.failed, *found.refused))
    return tuple(dict.fromkeys((*refused, *told)))  # a source may be named twice
