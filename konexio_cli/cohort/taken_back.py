"""What an organisation has taken back in a cohort, so that nothing signs it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cohort.places import credentials_folders
from konexio_cli.cohort.settings import Learner
from konexio_cli.credentials.claim import Claim, Kind
from konexio_cli.credentials.data_integrity import utc
from konexio_cli.credentials.folder import files_in
from konexio_cli.credentials.issuer import Issuer, Taken
from konexio_cli.credentials.opening import opened
from konexio_cli.errors import KonexioError


@dataclass(frozen=True, slots=True)
class TakenClaim:
    """A claim that was signed once, and why and when it was taken back."""

    claim: Claim
    taken: Taken


def taken_claims(cohort: Path, issuer: Issuer) -> tuple[TakenClaim, ...]:
    """Return what was taken back, from every form of every credential that the cohort keeps."""
    return tuple(_taken(cohort, issuer)) if issuer.revoked else ()


def _taken(cohort: Path, issuer: Issuer) -> Iterator[TakenClaim]:
    found: set[str] = set()
    for folder in credentials_folders(cohort):
        for path in files_in(folder):
            try:
                claim = opened(path).claim
            except KonexioError:
                continue
            if claim.id in issuer.revoked and claim.id not in found:
                found.add(claim.id)
                yield TakenClaim(claim, issuer.revoked[claim.id])


def why_not_again(claim: Claim, who: Learner, gone: Sequence[TakenClaim]) -> KonexioError | None:
    """Return why a claim is not signed: it is what was taken back, about the same person.

    What only a lost key has taken with it, the new key may sign again.
    """
    for one in gone:
        if _same_work(claim, one.claim) and _same_person(who, one.claim):
            when, reason = utc(one.taken.when), one.taken.reason
            code = "certify-taken-back"
            return KonexioError(code, exercise=one.claim.code, when=when, reason=reason)
    return None


def _same_work(claim: Claim, older: Claim) -> bool:
    """Whether a claim rests on work that was taken back.

    A course that was taken back says nothing against its tasks, each of which has its own word.
    """
    before = {work.submission_sha256 for work in older.works}
    if claim.kind is Kind.TASK:
        return older.kind is Kind.TASK and claim.works[-1].submission_sha256 in before
    now = {work.submission_sha256 for work in claim.works}
    return older.works[-1].submission_sha256 in now if older.kind is Kind.TASK else now <= before


def _same_person(who: Learner, older: Claim) -> bool:
    """Whether a claim about them would be believed of whom the older one was about.

    An id alone is not enough: it stays the same when a wrong name is put right. It is, where
    nothing else stands in the older one: then the id was the name.
    """
    names = (who.name, *who.also)
    return any(map(older.holder.is_called, names)) or older.holder.is_only([*names, who.id])
