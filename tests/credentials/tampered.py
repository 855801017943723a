"""A good portfolio that something is done to, and the rows of the tamper table."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from konexio_cli.cli.shown import shown_in
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.data_integrity import with_proof
from konexio_cli.credentials.document import document_of
from konexio_cli.credentials.examining import Asked, Examined
from konexio_cli.credentials.folder import credential_files, examine_all
from konexio_cli.credentials.issuer import Issuer
from konexio_cli.credentials.readable import to_text
from konexio_cli.credentials.trust import Trust, beside
from konexio_cli.keys.ed25519 import PrivateKey

from .making import (
    BEFORE,
    EXERCISE,
    NOW,
    Organisation,
    a_claim,
    a_portfolio,
    an_organisation,
    keep_second_round,
    two_rounds,
    write,
)

STEM = EXERCISE.replace("/", "-")
BILAL = "Bilal Haddad"


@dataclass
class World:
    """A good portfolio, its organisation, and what the reader knows and asks."""

    folder: Path
    organisation: Organisation
    claim: Claim
    pinned: tuple[Issuer, ...] = ()
    name: str = ""

    def file(self, end: str) -> Path:
        return self.folder / "credentials" / f"{STEM}.{end}"

    @property
    def work(self) -> Path:
        return self.folder / EXERCISE

    @property
    def document(self) -> dict[str, Any]:
        """The credential without a signature."""
        return document_of(self.claim, self.organisation.issuer.issued_by)

    def alone(self, end: str) -> Path:
        """Leave only one form of the credential, and return its file."""
        for other in {"jwt", "json", "svg"} - {end}:
            self.file(other).unlink()
        return self.file(end)

    def signed_json(self, document: dict[str, Any], key: PrivateKey | None = None) -> None:
        twin = with_proof(document, key or self.organisation.key, BEFORE)
        self.alone("json").write_text(to_text(twin), "utf-8")

    def knows(self, issuer: Issuer) -> None:
        self.pinned = (issuer,)


def a_world(folder: Path) -> World:
    organisation, claim = an_organisation(), a_claim()
    a_portfolio(folder / "portfolio", organisation, claim)
    return World(folder / "portfolio", organisation, claim, pinned=(organisation.issuer,))


def examined(world: World) -> tuple[Examined, ...]:
    """Return what `konexio verify` finds in a portfolio."""
    trust = Trust(world.pinned, beside(world.folder / "credentials"))
    files, shown = credential_files(world.folder), shown_in(world.folder)
    return examine_all(files, shown, Asked(trust, NOW, world.name))


Tamper: TypeAlias = Callable[[World], object]


@dataclass(frozen=True)
class Row:
    """What is done, and the code of the error that names it."""

    what: str
    code: str
    tamper: Tamper


ROWS: list[Row] = []


def row(what: str, code: str) -> Callable[[Tamper], Tamper]:
    def keep(tamper: Tamper) -> Tamper:
        ROWS.append(Row(what, code, tamper))
        return tamper

    return keep


def edit_entry(world: World, **changes: object) -> None:
    path = world.work / "entry.json"
    entry = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps(entry), "utf-8")


def with_two_rounds(world: World) -> None:
    """Let the work have a second round, which a trainer confirmed, and one credential of both."""
    keep_second_round(world.folder)
    claim = replace(world.claim, works=two_rounds())
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


def other_work(world: World) -> Any:
    return replace(world.claim.works[0], exercise="c1/other-task")
