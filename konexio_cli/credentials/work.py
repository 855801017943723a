"""Whether the work in a folder is the work that was graded, and the person's who shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from konexio_cli.credentials.claim import Kind, Vouched
from konexio_cli.credentials.entry_words import Words, beside_words, check_words
from konexio_cli.credentials.opening import Opened
from konexio_cli.credentials.reading_files import sha256_of
from konexio_cli.errors import KonexioError
from konexio_cli.model.verdict import Evidence

NOTEBOOK = "notebook.ipynb"
ENTRY = "entry.json"
_BRIEF = "brief."
_LATER = re.compile(r"round[2-9]")
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
    words: Words = field(default_factory=Words)


def check_work(one: Opened, work: Vouched, kept: Kept) -> Iterator[KonexioError]:
    """Give everything about kept work that its credential does not stand for."""
    claim, file = one.claim, one.file
    if not claim.holder.is_called(kept.learner):
        yield KonexioError("credential-replayed", file=file, name=kept.learner)
    if _RANK.index(kept.evidence) > _RANK.index(work.evidence):
        yield KonexioError("work-label", place=kept.place, evidence=kept.evidence)
    if is_another(one, work, kept):
        return
    if kept.submission_sha256 != work.submission_sha256:
        yield KonexioError("work-other", place=kept.place)
        return
    yield from _changed(kept, dict(kept.files) | _graded(work))
    yield from _added(kept, work)
    if claim.kind is Kind.TASK and claim.is_last_round(work):
        yield from check_words(claim, kept.place, kept.words)


def check_alone(kept: Kept) -> Iterator[KonexioError]:
    """Give what is wrong about work that no credential speaks of, by its own entry."""
    if kept.evidence is not Evidence.SELF_CHECKED:
        yield KonexioError("work-unsigned", place=kept.place, evidence=kept.evidence)
    for name, sha256 in sorted(kept.files.items()):
        if sha256_of(kept.folder, name) != sha256:
            yield KonexioError("work-unlike", file=f"{kept.place}/{name}")


def beside_work(one: Opened, work: Vouched, kept: Kept) -> Iterator[KonexioError]:
    """Give what a reader should know of kept work, and what is nobody's fault."""
    if is_another(one, work, kept):
        yield KonexioError("work-earlier", place=kept.place)
    elif one.claim.kind is Kind.TASK and one.claim.is_last_round(work):
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
    """Whether something lies in a folder of work, beside what systems leave and a later round."""
    if folder.is_symlink():
        return True
    return folder.is_dir() and any(not _is_beside(one) for one in folder.iterdir())


def _is_beside(path: Path) -> bool:
    is_round = bool(_LATER.fullmatch(path.name)) and path.is_dir()
    return is_round or path.name.startswith(".")


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


def _added(kept: Kept, work: Vouched) -> Iterator[KonexioError]:
    """Give the files that lie in the folder, and that no entry and no credential knows.

    Hidden ones are not work: systems leave theirs wherever somebody looks.
    """
    known = {ENTRY, *kept.files, *_graded(work)}
    for path in sorted(kept.folder.rglob("*")):
        relative = path.relative_to(kept.folder)
        name = relative.as_posix()
        hidden = any(part.startswith(".") for part in relative.parts)
        known_here = name in known or hidden or _has_an_entry(kept, relative.parts[0])
        if not path.is_dir() and not known_here:
            yield KonexioError("work-added", file=f"{kept.place}/{name}")


def _has_an_entry(kept: Kept, name: str) -> bool:
    """Whether a later round lies there: below round 1, with an entry of its own."""
    folder = kept.folder / name
    return bool(_LATER.fullmatch(name)) and (folder / ENTRY).is_file() and folder.is_dir()
