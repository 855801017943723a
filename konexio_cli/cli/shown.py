"""A portfolio as its entries tell it, for who examines credentials beside the work."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from konexio_cli.credentials.entry_words import KeptGoal, Words
from konexio_cli.credentials.folder import Shown
from konexio_cli.credentials.work import LATER, Kept
from konexio_cli.portfolio.entry import Entry, place_of
from konexio_cli.portfolio.history import Portfolio


def shown_in(folder: Path) -> Shown:
    """Return the work of a portfolio, as its entries tell it."""
    portfolio = Portfolio(folder)
    entries, broken = portfolio.entries(), portfolio.broken()
    places = {*map(place_of, entries), *broken}
    return Shown(folder, tuple(_kept(entry, folder, places) for entry in entries))


def _kept(entry: Entry, folder: Path, places: Collection[str]) -> Kept:

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
