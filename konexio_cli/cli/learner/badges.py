"""A learner's credentials: taken from the trainer's folder, and shown where nothing speaks against them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.shown import shown_in
from konexio_cli.credentials.examining import Asked, Examined
from konexio_cli.credentials.folder import FOLDER, examine_all, files_in
from konexio_cli.credentials.holder import plain_name
from konexio_cli.credentials.issuer_document import ISSUER
from konexio_cli.credentials.reading_files import read_small
from konexio_cli.credentials.trust import Trust, beside
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.manifest import CREDENTIALS
from konexio_cli.model.showcase import Showcase, ShownFile
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import Entry
from konexio_cli.reports.pages.verify_page import PAGE as VERIFIER

Taken: TypeAlias = tuple[tuple[str, ...], tuple[KonexioError, ...]]


def take_credentials(place: Path, desk: Desk) -> Taken:
    """Copy credentials about this learner's work from a folder; return their names, and what is wrong."""
    if not place.is_dir():
        return (), ()
    examined = _examined(place, desk.workspace.portfolio)
    good = [one.file for one in examined if not one.against]
    target = desk.workspace.portfolio / FOLDER
    source = place / FOLDER if (place / FOLDER).is_dir() else place
    extra = [one for one in (ISSUER, VERIFIER) if good and (source / one).is_file()]
    for name in (*good, *extra):
        with machine_errors(target):
            target.mkdir(parents=True, exist_ok=True)
        write_atomically(target / name, read_small(source / name))
    return tuple(good), tuple(problem for one in examined for problem in one.against)


def take_enclosed(files: Mapping[str, bytes], desk: Desk) -> Taken:
    """Take the credentials that came in a trainer's answer, as `take_credentials` does."""
    with tempfile.TemporaryDirectory(prefix="konexio-credentials-") as folder:
        for name, body in files.items():
            if name.startswith(CREDENTIALS):
                Path(folder, PurePosixPath(name).name).write_bytes(body)
        return take_credentials(Path(folder), desk)


def without_unbelieved(shown: Showcase, portfolio: Path) -> tuple[Showcase, tuple[str, ...]]:
    """Return what is shown, less credentials that do not hold together with the work."""
    bad = {one.file for one in _examined(portfolio / FOLDER, portfolio) if one.against}
    pieces = (replace(one, signed=_less(one.signed, bad)) for one in shown.pieces)
    shown = replace(shown, pieces=tuple(pieces), signed=_less(shown.signed, bad))
    return shown, tuple(sorted(bad))


def other_names(shown: Showcase, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the names, other than the one on the page, whose shown work a trainer graded.

    `entries` are as they are believed. A client who verifies a badge is told whose it is.
    """
    pieces = {one.exercise for one in shown.pieces}
    graded = (
        one.learner
        for one in entries
        if one.exercise in pieces and one.evidence is not Evidence.SELF_CHECKED
    )
    names = dict.fromkeys(map(plain_name, graded))
    return tuple(name for name in names if name and name != plain_name(shown.name))


def _less(files: Iterable[ShownFile], bad: set[str]) -> tuple[ShownFile, ...]:
    return tuple(file for file in files if file.name not in bad)


def _examined(folder: Path, portfolio: Path) -> tuple[Examined, ...]:
    """Return what stands against each credential in a folder, beside the work in the portfolio."""
    files = files_in(folder)
    if not files:
        return ()
    asked = Asked(Trust((), beside(files[0].parent)), datetime.now(UTC))
    names = {path.name for path in files}
    examined = examine_all(files, shown_in(portfolio), asked)
    return tuple(one for one in examined if one.file in names)
