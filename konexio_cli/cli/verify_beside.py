"""What `konexio verify` notes beside its answers: what it did not look at, and what is on no list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from konexio_cli.cli.shown import shown_in
from konexio_cli.credentials.examining import Examined
from konexio_cli.credentials.folder import FOLDER, credential_files, unsigned
from konexio_cli.credentials.issuer_document import ISSUER
from konexio_cli.credentials.reading_files import read_small
from konexio_cli.credentials.unlisted import unlisted
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.portfolio.choices import FILE as CHOICES
from konexio_cli.portfolio.entry import place_of
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.verify_page import PAGE, verify_page


def notes_beside(folder: Path, examined: Sequence[Examined], texts: Texts) -> Iterator[str]:
    """Give the notes about a folder whose credentials were examined."""
    yield from _unproved(folder, texts)
    yield from _other_page(folder, texts)
    yield from _unsigned(folder, examined, texts)
    yield from _broken(folder, examined, texts)
    yield from (texts.say("verify.stray", file=name) for name in strays(folder))


def strays(folder: Path) -> Iterator[str]:
    """Give what lies in a portfolio beside its work, and is nothing of a portfolio's own.

    What lies in the work itself is held against the work.
    """
    kept = Portfolio(folder)
    places = {*map(place_of, kept.entries()), *kept.broken()}
    if places or ((folder / FOLDER).is_dir() and not _is_site(folder)):
        names = (PAGE, ISSUER, *(path.name for path in credential_files(folder)))
        own = {CHOICES, *(f"{FOLDER}/{name}" for name in names)}
        yield from unlisted(folder, own, {".git", *places})


def _unproved(folder: Path, texts: Texts) -> Iterator[str]:
    """Say what is not looked at: the pages of a site are nobody's signed words."""
    if _is_site(folder):
        yield texts.say("verify.pages_unproved")


def _is_site(folder: Path) -> bool:
    return (folder / "index.html").is_file() and (folder / "resume.json").is_file()


def _other_page(folder: Path, texts: Texts) -> Iterator[str]:
    """Name a page that verifies, when it is not the one of this program: it can say anything."""
    for path in (folder / PAGE, folder / FOLDER / PAGE):
        if path.exists() and not _is_ours(path):
            yield texts.say("verify.other_page", file=path.relative_to(folder).as_posix())


def _is_ours(path: Path) -> bool:
    try:
        found = read_small(path)
    except KonexioError:
        return False
    return any(found == verify_page(Texts(language)).encode() for language in Language)


def _unsigned(folder: Path, examined: Sequence[Examined], texts: Texts) -> Iterator[str]:
    """Say which work no credential speaks of; rounds of a task one by one, other work together."""
    places = unsigned(examined, shown_in(folder).kept)
    tasks = {one.opened.claim.code for one in examined if one.opened}
    rounds = [place for place in places if place.removesuffix("/round2") in tasks]
    yield from (texts.say("verify.unsigned", place=place) for place in rounds)
    if others := len(places) - len(rounds):
        yield texts.count("verify.others", others)


def _broken(folder: Path, examined: Sequence[Examined], texts: Texts) -> Iterator[str]:
    """Name the entries that cannot be read, of work that no credential speaks of.

    Where one does, that is said against it.
    """
    signed = {work.place for one in examined if one.opened for work in one.opened.claim.works}
    places = (place for place in Portfolio(folder).broken() if place not in signed)
    return (texts.say("verify.broken", place=place) for place in places)
