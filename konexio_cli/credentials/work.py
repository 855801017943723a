"""Whether the work in a folder is the work that was graded, and the person's who shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from konexio_cli.credentials.claim import Claim, Kind, Vouched
from konexio_cli.credentials.entry_words import (
    Words,
    beside_words,
    check_own_words,
    check_words,
    without_trainer,
)
from konexio_cli.credentials.opening import Opened
from konexio_cli.credentials.reading_files import sha256_of
from konexio_cli.credentials.unlisted import unlisted
from konexio_cli.errors import KonexioError
from konexio_cli.model.verdict import Evidence

NOTEBOOK = "notebook.ipynb"
ENTRY = "entry.json"
_BRIEF = "brief."
LATER = "round2"
_RANK = tuple(Evidence)


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of work as a portfolio keeps it: who shows it, and what its entry says of it.

    `place` is its folder's name below the portfolio, `files` the SHA-256 of each file by name.
    `goes_on` says whether a later round below it has an entry of its own.
    """

    place: str
    folder: Path
    learner: str
    evidence: Evidence
    submission_sha256: str
    files: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    goes_on: bool = False


def check_work(one: Opened, work: Vouched, kept: Kept) -> Iterator[KonexioError]:
    """Give everything about kept work that its credential does not stand for."""
    claim, words = one.claim, kept.words
    if not claim.holder.is_called(kept.learner):
        yield KonexioError("credential-replayed", file=one.file, name=kept.learner)
    if is_another(one, work, kept):
        yield from check_alone(kept, claim)
        words = without_trainer(words)
    else:
        yield from _against_graded(work, kept)
        yield from _added(kept, {*kept.files, *_graded(work)}, claim)
    if claim.kind is Kind.TASK:
        yield from check_words(claim, kept.place, words)
    elif work.evidence is not Evidence.TRAINER_CONFIRMED:
        yield from check_own_words(kept.place, words)


def check_alone(kept: Kept, claim: Claim | None = None) -> Iterator[KonexioError]:
    """Give what is wrong about work that no credential speaks of, by its own entry.

    `claim` is one that speaks of the rounds beside it.
    """
    if kept.evidence is not Evidence.SELF_CHECKED:
        yield KonexioError("work-unsigned", place=kept.place, evidence=kept.evidence)
    for name, sha256 in sorted(kept.files.items()):
        if sha256_of(kept.folder, name) != sha256:
            yield KonexioError("work-unlike", file=f"{kept.place}/{name}")
    yield from _added(kept, kept.files, claim)
    yield from check_own_words(kept.place, kept.words)


def _against_graded(work: Vouched, kept: Kept) -> Iterator[KonexioError]:
    """Give what in the label and in the files is not as it was graded."""
    if _RANK.index(kept.evidence) > _RANK.index(work.evidence):
        yield KonexioError("work-label", place=kept.place, evidence=kept.evidence)
    if kept.submission_sha256 != work.submission_sha256:
        yield KonexioError("work-other", place=kept.place)
    else:
        yield from _changed(kept, dict(kept.files) | _graded(work))


def beside_work(one: Opened, work: Vouched, kept: Kept) -> Iterator[KonexioError]:
    """Give what a reader should know of kept work, and what is nobody's fault."""
    if is_another(one, work, kept):
        yield KonexioError("work-earlier", place=kept.place)
    if one.claim.kind is Kind.TASK:
        yield from beside_words(one.claim, kept.place, kept.words)


def is_another(one: Opened, work: Vouched, kept: Kept) -> bool:
    """Whether an earlier round was done once more, after the one that was graded.

    The entry must be whole: a file that was only changed is not that.
    """
    return (
        not one.claim.is_last_round(work)
        and kept.submission_sha256 != work.submission_sha256
        and kept.submission_sha256 == sha256_of(kept.folder, NOTEBOOK)
    )


def has_work(folder: Path) -> bool:
    """Whether something lies in a folder of work, beside a later round."""
    return folder.is_symlink() or (folder.is_dir() and any(unlisted(folder, (), {LATER})))


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


def _added(kept: Kept, known: Iterable[str], claim: Claim | None) -> Iterator[KonexioError]:
    """Give what lies in the folder, and what no entry and no credential knows."""
    later = f"{kept.place}/{LATER}"
    spoken_of = claim is not None and any(work.place == later for work in claim.works)
    apart = {LATER} if kept.goes_on or spoken_of else set()
    for name in unlisted(kept.folder, {ENTRY, *known}, apart):
        yield KonexioError("work-added", file=f"{kept.place}/{name}")
