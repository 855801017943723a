"""`konexio verify`: for anyone, without a network and without a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.credentials.examining import Asked as Question
    from konexio_cli.credentials.examining import Examined
    from konexio_cli.credentials.folder import Shown
    from konexio_cli.credentials.work import Kept
    from konexio_cli.portfolio.entry import Entry


def verify(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument()],
    issuer: Annotated[list[Path] | None, typer.Option("--issuer")] = None,
    person: Annotated[str, typer.Option("--name")] = "",
) -> int:
    """Say whether credentials can be believed, and whether the work beside them was graded."""
    from konexio_cli.cli.verify_view import data_of, view

    asked: Asked = ctx.obj
    examined = _examined(path, issuer or [], person)
    return show(
        Result(
            "verify",
            {"credentials": [data_of(one, asked.texts) for one in examined]},
            tuple(view(examined, person, asked.texts)),
            Exit.DONE if all(one.holds for one in examined) else Exit.NOT_YET,
            notes=(
                *_unproved(path, asked),
                *_unsigned(path, examined, asked),
                *_broken(path, examined, asked),
            ),
            next_step=asked.texts.say(_next(examined, person)),
        ),
        asked,
    )


def _examined(path: Path, pinned: Sequence[Path], name: str) -> tuple[Examined, ...]:
    from konexio_cli.credentials.examining import examine
    from konexio_cli.credentials.folder import credential_files, examine_all

    if not path.exists():
        raise KonexioError("file-missing", file=path)
    if not path.is_dir():
        return (examine(path, _question(path.parent, pinned, name)),)
    files = credential_files(path)
    return examine_all(files, shown_in(path), _question(files[0].parent, pinned, name))


def _question(folder: Path, pinned: Sequence[Path], name: str) -> Question:
    from konexio_cli.credentials.examining import Asked as Question
    from konexio_cli.credentials.issuer_document import read_issuer
    from konexio_cli.credentials.trust import Trust, beside

    trust = Trust(tuple(map(read_issuer, pinned)), beside(folder))
    return Question(trust, datetime.now(UTC), name)


def shown_in(folder: Path) -> Shown:
    """Return the work of a portfolio, as its entries tell it."""
    from konexio_cli.credentials.folder import Shown
    from konexio_cli.portfolio.entry import place_of
    from konexio_cli.portfolio.history import Portfolio

    portfolio = Portfolio(folder)
    entries, broken = portfolio.entries(), portfolio.broken()
    places = {*map(place_of, entries), *broken}
    return Shown(folder, tuple(_kept(entry, folder, places) for entry in entries))


def _kept(entry: Entry, folder: Path, places: Collection[str]) -> Kept:
    from konexio_cli.credentials.entry_words import KeptGoal, Words
    from konexio_cli.credentials.work import LATER, Kept
    from konexio_cli.portfolio.entry import place_of

    goals = (KeptGoal(one.titles, one.proof, one.reached, one.optional) for one in entry.goals)
    return Kept(
        place_of(entry),
        folder / place_of(entry),
        entry.learner,
        entry.evidence,
        entry.submission_sha256,
        entry.files,
        Words(entry.pack_version, entry.title, entry.titles, tuple(goals)),
        goes_on=f"{place_of(entry)}/{LATER}" in places,
    )


def _unproved(path: Path, asked: Asked) -> tuple[str, ...]:
    """Say what is not looked at: the pages of a site are nobody's signed words."""
    is_site = (path / "index.html").is_file() and (path / "resume.json").is_file()
    return (asked.texts.say("verify.pages_unproved"),) if is_site else ()


def _unsigned(path: Path, examined: Sequence[Examined], asked: Asked) -> Iterator[str]:
    """Say which work no credential speaks of; rounds of a task one by one, other work together."""
    from konexio_cli.credentials.folder import unsigned

    places = unsigned(examined, shown_in(path).kept) if path.is_dir() else ()
    tasks = {one.opened.claim.code for one in examined if one.opened}
    rounds = [place for place in places if place.removesuffix("/round2") in tasks]
    yield from (asked.texts.say("verify.unsigned", place=place) for place in rounds)
    if others := len(places) - len(rounds):
        yield asked.texts.count("verify.others", others)


def _broken(path: Path, examined: Sequence[Examined], asked: Asked) -> Iterator[str]:
    """Name the entries that cannot be read, of work that no credential speaks of.

    Where one does, that is said against it.
    """
    from konexio_cli.portfolio.history import Portfolio

    signed = {work.place for one in examined if one.opened for work in one.opened.claim.works}
    places = Portfolio(path).broken() if path.is_dir() else ()
    return (asked.texts.say("verify.broken", place=one) for one in places if one not in signed)


def _next(examined: Sequence[Examined], person: str) -> str:
    if any(one.against for one in examined):
        return "verify.next_against"
    if not all(one.known for one in examined):
        return "verify.next_unknown"
    return "verify.next_all" if person else "verify.next_holds"
