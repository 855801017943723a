"""A folder of credentials, beside the work that they speak of: each file, and all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.credentials.claim import Kind
from konexio_cli.credentials.examining import Asked, Examined, examine
from konexio_cli.credentials.issuer_document import ISSUER
from konexio_cli.credentials.opening import Opened
from konexio_cli.credentials.work import (
    ENTRY,
    Kept,
    beside_work,
    check_alone,
    check_work,
    has_work,
    ungraded,
)
from konexio_cli.errors import KonexioError

FOLDER = "credentials"
COURSE = "course"
_FORMS = {".jwt", ".json", ".svg"}


def credential_files(folder: Path) -> tuple[Path, ...]:
    """Return all that is called a credential, also what is no plain file: a reader is told.

    Raise KonexioError when there is none.
    """
    found = _called(folder)
    if not found:
        raise KonexioError("credentials-missing", folder=folder)
    return found


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the credentials' files of a portfolio or of a folder of credentials, by name."""
    return tuple(one for one in _called(folder) if one.is_file())


def _called(folder: Path) -> tuple[Path, ...]:
    inner = folder / FOLDER
    place = inner if inner.is_dir() else folder
    if not place.is_dir():
        return ()
    found = (one for one in place.iterdir() if one.suffix.lower() in _FORMS)
    return tuple(sorted(one for one in found if one.name != ISSUER))


@dataclass(frozen=True, slots=True)
class Shown:
    """A portfolio's folder, and the work in it that has an entry; for both, it may be none."""

    folder: Path
    kept: tuple[Kept, ...]

    @property
    def works(self) -> Mapping[str, Kept]:
        """The work by its place."""
        return {one.place: one for one in self.kept}

    def lacks_entry(self, place: str) -> bool:
        """Whether work lies there that no entry speaks of, or none that can be read."""
        return place not in self.works and has_work(self.folder / place)


def examine_all(files: Sequence[Path], shown: Shown, asked: Asked) -> tuple[Examined, ...]:
    """Return what stands for and against each file, the others and the work beside it heard.

    Work that no credential speaks of is among the answers when it calls itself more than
    checked by its learner, or is not as its entry says.
    """
    examined = [examine(path, asked) for path in files]
    alone = [shown.works[place] for place in unsigned(examined, shown.kept)]
    return (*(_with_others(one, examined, shown) for one in examined), *_alone(alone))


def unsigned(examined: Sequence[Examined], kept: Sequence[Kept]) -> tuple[str, ...]:
    """Return the places of work that no credential here speaks of, in their order."""
    signed = {work.place for one in examined if one.opened for work in one.opened.claim.works}
    return tuple(one.place for one in kept if one.place not in signed)


def _alone(kept: Iterable[Kept]) -> Iterator[Examined]:
    for one in kept:
        if against := tuple(check_alone(one)):
            yield Examined(f"{one.place}/{ENTRY}", None, against)


def stem_of(kind: Kind, code: str) -> str:
    """Return the name of a credential's files, without their ends: `m01-tidy-name`, `course`."""
    return COURSE if kind is Kind.COURSE else code.replace("/", "-")


def _with_others(one: Examined, others: Sequence[Examined], shown: Shown) -> Examined:
    """Return what one file is together with the other files and the work."""
    if one.opened is None:
        return one
    claimed = {work.place: work for work in one.opened.claim.works}
    here = {place: shown.works[place] for place in claimed if place in shown.works}
    against = [
        *_against_others(one.opened, others),
        *_against_work(one.opened, shown),
    ]
    told = [
        *(p for place, kept in here.items() for p in beside_work(one.opened, claimed[place], kept)),
        *_missing_rounds(one.opened, shown),
    ]
    other = {problem.facts["place"] for problem in told if problem.code == "work-earlier"}
    same = {place: kept for place, kept in here.items() if place not in other}
    beyond = (f"{p}/{name}" for p, kept in same.items() for name in ungraded(claimed[p], kept))
    return replace(
        one,
        against=(*one.against, *against),
        work=tuple(same),
        beyond=tuple(sorted(beyond)),
        told=tuple(told),
    )


def _against_others(one: Opened, others: Sequence[Examined]) -> Iterator[KonexioError]:
    """Give what a file's name and the other forms of its credential say against it."""
    stem = Path(one.file).stem
    # A copy may have more in its name: `m01-tidy-name (1).jwt`.
    if not stem.startswith(stem_of(one.claim.kind, one.claim.code)):
        yield KonexioError("credential-swapped", file=one.file, code=one.claim.code)
    for other in others:
        if Path(other.file).stem == stem and _says_else(one, other.opened):
            yield KonexioError("credential-twins", file=one.file, other=other.file)


def _says_else(one: Opened, other: Opened | None) -> bool:
    return other is not None and (one.claim, one.key) != (other.claim, other.key)


def _against_work(one: Opened, shown: Shown) -> Iterator[KonexioError]:
    """Give what the work of a portfolio says against a credential; nothing without a portfolio.

    A task's last round must be there. What is there must be what was graded, and have an
    entry: without one, nobody could say of it that it is not.
    """
    claim = one.claim
    for work in claim.works:
        if work.place in shown.works:
            yield from check_work(one, work, shown.works[work.place])
        elif shown.lacks_entry(work.place):
            yield KonexioError("work-no-entry", place=work.place)
        elif shown.kept and claim.kind is Kind.TASK and claim.is_last_round(work):
            yield KonexioError("credential-no-work", file=one.file, place=work.place)


def _missing_rounds(one: Opened, shown: Shown) -> Iterator[KonexioError]:
    """Give the earlier rounds of a task that are not shown: the last one asks for all of them."""
    claim = one.claim
    for work in claim.works if shown.kept and claim.kind is Kind.TASK else ():
        is_here = work.place in shown.works or shown.lacks_entry(work.place)
        if not is_here and not claim.is_last_round(work):
            yield KonexioError("work-round-missing", place=work.place)
