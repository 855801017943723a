"""Containers made for tests, by a key that is no secret, and taken apart again."""

from __future__ import annotations

import hashlib
import io
import json
import warnings
import zipfile
from datetime import UTC, datetime
from typing import Any

from konexio_cli.exchange.container import seal
from konexio_cli.exchange.manifest import File, Item, Mark, Person, Receipt, Returned, Submission
from konexio_cli.keys.base58 import to_base58
from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import PrivateKey
from konexio_cli.model.verdict import Evidence, Verdict

LEARNER, TRAINER, OTHER = (PrivateKey(bytes([number]) * 32) for number in (1, 2, 3))
WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
EXERCISE = "c1/client-list-cleanup"
PLACE = f"{EXERCISE}/round1"
FILES = {
    f"{PLACE}/notebook.ipynb": b'{"cells": [], "nbformat": 4, "nbformat_minor": 5}\n',
    f"{PLACE}/files/\u0641\u0627\u062a\u0648\u0631\u0629 1.csv": b"name,amount\nAmina,12.50\n",
}
Entries = dict[str, bytes]


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def named(name: str, body: bytes) -> File:
    return File(name=name, sha256=sha256(body), size=len(body))


def submission(
    files: Entries = FILES, key: PrivateKey = LEARNER, name: str = "Amina"
) -> Submission:
    notebook, *beside = (named(*one) for one in files.items())
    item = Item(
        exercise=EXERCISE, round=1, pack_version="0.1.0", notebook=notebook, files=tuple(beside)
    )
    return Submission(
        learner=Person(name=name, key=key.public.did),
        workspace="0123456789abcdef",
        created=WHEN,
        items=(item,),
    )


def receipt(files: Entries | None = None, *, graded: bool = True, **changed: Any) -> Receipt:
    mark = Mark(
        verdict=Verdict.PASSED,
        points=4,
        possible=6,
        evidence=Evidence.TRAINER_GRADED,
        grader_sha256="b" * 64,
    )
    body = next(iter(FILES.values()))
    returned = Returned(
        exercise=EXERCISE,
        round=1,
        sha256=sha256(body),
        received=WHEN,
        mark=mark if graded else None,
    )
    facts: dict[str, Any] = {
        "kind": "feedback" if graded else "receipt",
        "cohort": "Kampala, spring",
        "trainer": TRAINER.public.did,
        "learner": Person(name="Amina", key=LEARNER.public.did),
        "created": WHEN,
        "items": (returned,),
        "files": tuple(named(*one) for one in (files or {}).items()),
    }
    return Receipt(**facts | changed)


def sealed() -> bytes:
    """Return a good submission."""
    return seal(submission(), FILES, LEARNER)


def entries(body: bytes) -> Entries:
    """Return what is in a container, by name."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Entries | list[tuple[str, bytes]]) -> bytes:
    """Return a zip of files; a list may name one twice."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of a name that stands twice
        for name, body in files.items() if isinstance(files, dict) else files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def manifest(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entries(body)["manifest.json"])
    return found


def signed(content: dict[str, Any], key: PrivateKey = LEARNER) -> Entries:
    """Return a manifest and its signature as entries, whatever the manifest says."""
    body = canonical(content)
    return {"manifest.json": body, "signature": f"z{to_base58(key.sign(body))}".encode()}
