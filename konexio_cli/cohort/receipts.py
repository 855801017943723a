"""What goes back to each learner who sent a `.konexio` file: a receipt, with marks and feedback."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from konexio_cli.cohort.correspondence import Correspondence, Parcel
from konexio_cli.cohort.kept import Kept
from konexio_cli.cohort.line import Line, reached
from konexio_cli.cohort.places import credentials_folder
from konexio_cli.cohort.senders import id_of
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.store import Store
from konexio_cli.durable import regular_files
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.container import seal
from konexio_cli.exchange.manifest import CREDENTIALS, File, Mark, Person, Receipt, Returned
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.keys.ed25519 import PrivateKey, new_key
from konexio_cli.keys.key_file import read_key, write_key
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.files import read_file
from konexio_cli.reports.clean import one_line
from konexio_cli.reports.names import file_name

KEY_FILE = "exchange-key.json"
_FEEDBACK = "feedback.html"
_FEEDBACK_BYTES = 8 << 20
_CREDENTIAL_FORMS, _CREDENTIAL_BYTES = {".jwt", ".json", ".svg"}, 1 << 20
_LONGEST = 300
_KEY_LETTERS = 6
_All: TypeAlias = Mapping[tuple[str, str], Kept]


@dataclass(frozen=True, slots=True)
class Letter:
    """A container for one learner, by the name of its file."""

    learner: str
    file: str
    receipt: Receipt
    body: bytes


def cohort_key(cohort: Path) -> PrivateKey:
    """Return the key that signs a cohort's receipts, made the first time.

    Raise KonexioError when it is damaged: learners know the cohort by it.
    """
    path = cohort / KEY_FILE
    if not path.exists():
        write_key(path, new_key())
    return read_key(path)


def letters(
    cohort: Path, store: Store, settings: Settings, title: str, feedback: Path
) -> Iterator[Letter]:
    """Yield a letter for each key that sent work; grades are those that count now.

    `feedback` is a folder with a page for each learner, `<id>.html`; it may be missing. The
    learner's credentials come along, where they are signed.
    """
    key = cohort_key(cohort)
    correspondence = Correspondence(store)
    kept = {(one.seen.learner, one.seen.sha256): one for one in store.all()}
    parcels = correspondence.parcels()
    for one in correspondence.all():
        who = id_of(one, settings)
        name = settings.learners[who].name if who in settings.learners else one.name
        items = _items(parcels.get(one.key, []), who, kept)
        graded = any(item.mark for item in items)
        files = _page(feedback / f"{file_name(who)}.html") if graded else {}
        files |= _credentials(credentials_folder(cohort, who)) if graded else {}
        receipt = Receipt(
            kind="feedback" if graded else "receipt",
            cohort=one_line(title)[:_LONGEST],
            trainer=key.public.did,
            learner=Person(name=one_line(name)[:_LONGEST], key=one.key),
            created=datetime.now(UTC).replace(microsecond=0),
            items=items,
            files=tuple(_file(file, body) for file, body in files.items()),
        )
        yield Letter(who, _file_name(who, one.key), receipt, seal(receipt, files, key))


def _items(parcels: Sequence[Parcel], who: str, kept: _All) -> tuple[Returned, ...]:
    """Return what is said of each parcel; of a round, the one that counts is told last."""
    in_order = sorted(parcels, key=lambda one: (one.exercise, one.round, _counts(one, who, kept)))
    return tuple(_returned(one, kept.get((who, one.sha256))) for one in in_order)


def _counts(parcel: Parcel, who: str, kept: _All) -> bool:
    found = kept.get((who, parcel.sha256))
    return found is not None and found.counts


def _returned(parcel: Parcel, kept: Kept | None) -> Returned:
    line = kept.line if kept and kept.line and not kept.line.problem else None
    return Returned(
        exercise=parcel.exercise,
        round=parcel.round,
        sha256=parcel.sha256,
        received=parcel.received,
        mark=_mark(line) if line else None,
    )


def _mark(line: Line) -> Mark:
    return Mark(
        verdict=Verdict(line.verdict),
        points=line.points,
        possible=line.possible,
        evidence=Evidence(line.evidence),
        grader_sha256=line.grader_sha256,
        goals=reached(line),
    )


def _page(path: Path) -> dict[str, bytes]:
    try:
        return {_FEEDBACK: read_file(path, _FEEDBACK_BYTES)}
    except KonexioError as problem:
        if problem.code != "file-missing":
            raise
        return {}


def _credentials(folder: Path) -> dict[str, bytes]:
    """Return the files of a learner's credentials, with the document of who issued them."""
    found = sorted(regular_files(folder)) if folder.is_dir() else []
    return {
        f"{CREDENTIALS}{path.name}": read_file(path, _CREDENTIAL_BYTES)
        for path in found
        if path.suffix in _CREDENTIAL_FORMS
    }


def _file(name: str, body: bytes) -> File:
    return File(name=name, sha256=hashlib.sha256(body).hexdigest(), size=len(body))


def _file_name(who: str, key: str) -> str:
    """Return a name that is the learner's for people, and nobody else's for the folder."""
    return f"{file_name(who) or 'learner'}-{key[-_KEY_LETTERS:]}{SUFFIX}"
