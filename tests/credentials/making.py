"""Good credentials to begin with: an organisation, a claim, a portfolio with the graded work."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from konexio_cli.credentials.claim import Claim, Kind, Reached, Vouched
from konexio_cli.credentials.folder import stem_of
from konexio_cli.credentials.holder import holder_of
from konexio_cli.credentials.issuer import Issuer, Period
from konexio_cli.credentials.issuer_document import ISSUER, write_issuer
from konexio_cli.credentials.issuing import Issued, issue
from konexio_cli.keys.ed25519 import PrivateKey, new_key
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.portfolio.history import Entry, Portfolio

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=30)
EXERCISE = "c1/client-list-cleanup"
NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
SECOND = b'{"cells": [], "metadata": {"round": 2}}'
TABLE = "nom;ville\nÉlise;Saint-Denis\n".encode()
AMINA = "Amina Benali"


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def a_work(evidence: Evidence = Evidence.TRAINER_GRADED) -> Vouched:
    return Vouched(
        exercise=EXERCISE,
        round=1,
        evidence=evidence,  # type: ignore[arg-type]  # some tests give what may not be given
        verdict=Verdict.PASSED,
        submission_sha256=sha256(NOTEBOOK),
        grader_sha256=sha256(b"grader"),
        files={"deliverables/clients.csv": sha256(TABLE)},
    )


def two_rounds() -> tuple[Vouched, Vouched]:
    """Return two rounds of one task, the second one with a stronger word behind it."""
    second = replace(a_work(Evidence.TRAINER_CONFIRMED), round=2, submission_sha256=sha256(SECOND))
    return a_work(), second


def a_claim(name: str = AMINA, **changes: Any) -> Claim:
    claim = Claim(
        id="urn:uuid:0b9e4c61-3f0a-4a56-9d39-5a6e3ad0f0b1",
        kind=Kind.TASK,
        code=EXERCISE,
        version="0.3.0",
        title="Clean a client list",
        description="A client's list without doubles.",
        criteria="Passed every check of the task.",
        language="en",
        label="Graded by a trainer's judge",
        works=(a_work(),),
        holder=holder_of([name]),
        valid_from=BEFORE,
        goals=(
            Reached("No client twice", Proof.TESTS, "checked by tests"),
            Reached("Hours add up", Proof.NUMBERS, "checked from your numbers"),
            Reached("Polite message", Proof.TRAINER, "to be confirmed by a trainer", True),
        ),
    )
    return replace(claim, **changes)


@dataclass(frozen=True)
class Organisation:
    """An issuer with its newest key."""

    issuer: Issuer
    key: PrivateKey

    def issue(self, claim: Claim | None = None) -> Issued:
        return issue(claim or a_claim(), self.issuer, self.key)


def an_organisation(name: str = "Konexio Paris", key: PrivateKey | None = None) -> Organisation:
    made = key or new_key()
    since = BEFORE - timedelta(days=1)
    return Organisation(Issuer(name, (Period(made.public, since),), since), made)


def write(folder: Path, issued: Issued, claim: Claim) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for end, text in issued.files.items():
        (folder / f"{stem_of(claim.kind, claim.code)}.{end}").write_text(text, "utf-8")


def an_entry() -> Entry:
    return Entry(
        exercise=EXERCISE,
        title="Clean a client list",
        round=1,
        evidence=Evidence.SELF_CHECKED,
        checks_passed=7,
        submission_sha256=sha256(NOTEBOOK),
        grader_sha256=sha256(b"visible checks"),
        pack_version="0.3.0",
        when=BEFORE,
        learner=AMINA,
    )


def keep_second_round(folder: Path) -> None:
    """Keep round 2 of the work in a portfolio, as `two_rounds` has it."""
    entry = replace(an_entry(), round=2, submission_sha256=sha256(SECOND))
    Portfolio(folder).record(entry, SECOND, {"clients.csv": TABLE})


def a_portfolio(folder: Path, organisation: Organisation, claim: Claim | None = None) -> Path:
    """Write a portfolio: one piece of work, its credential, and its issuer's document."""
    what = claim or a_claim()
    Portfolio(folder).record(an_entry(), NOTEBOOK, {"clients.csv": TABLE})
    write(folder / "credentials", organisation.issue(what), what)
    write_issuer(folder / "credentials" / ISSUER, organisation.issuer, organisation.key)
    return folder
