"""Whether the work in a folder is the work that was graded, and the person's who shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from konexio_cli.credentials.claim import Vouched
from konexio_cli.credentials.opening import Opened
from konexio_cli.credentials.reading_files import sha256_of
from konexio_cli.errors import KonexioError
from konexio_cli.model.verdict import Evidence

NOTEBOOK = "notebook.ipynb"
_BRIEF = "brief."
_RANK = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of work as a portfolio keeps it: who shows it, and what its entry says of it.

    `place` is its folder's name below the portfolio, `files` the SHA-256 of each file by name.
    """

    place: str
    folder: Path
    learner: str
    evidence: Evidence
    submission_sha256: str
    files: Mapping[str, str] = field(default_factory=dict)


def check_work(one: Opened, work: Vouched, kept: Kept) -> Iterator[KonexioError]:
    """Give everything about kept work that its credential does not stand for."""
    claim, file = one.claim, one.file
    if not claim.holder.is_called(kept.learner):
        yield KonexioError("credential-replayed", file=file, name=kept.learner)
    if _RANK.index(kept.evidence) > _RANK.index(work.evidence):
        yield KonexioError("work-label", place=kept.place, evidence=kept.evidence)
    if kept.submission_sha256 != work.submission_sha256:
        yield KonexioError("work-other", place=kept.place)
        return
    yield from _changed(kept, dict(kept.files) | _graded(work))


def ungraded(work: Vouched, kept: Kept) -> tuple[str, ...]:
    """Return the files of kept work that its credential does not speak of; briefs are no work."""
    others = set(kept.files) - set(_graded(work))
    return tuple(sorted(name for name in others if not name.startswith(_BRIEF)))


def _graded(work: Vouched) -> dict[str, str]:
    return {NOTEBOOK: work.submission_sha256} | dict(work.files)


def _changed(kept: Kept, files: Mapping[str, str]) -> Iterator[KonexioError]:
    for name, sha256 in sorted(files.items()):
        found = sha256_of(kept.folder, name)
        if found != sha256:
            code = "work-changed" if found else "work-missing"
            yield KonexioError(code, file=f"{kept.place}/{name}")
