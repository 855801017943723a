"""A claim as an Open Badges 3.0 credential, in the words of W3C's data model 2.0.

Sources: 1EdTech, "Open Badges 3.0" and its context 3.0.3; W3C, "Verifiable Credentials Data
Model v2.0"; 1EdTech, "Revocation List Status Method 1.0". What they have no word for stands in
the extensible lists of `resultType`: `ext:proof.tests`, `ext:evidence.trainer-graded`.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from konexio_cli.credentials.claim import Claim, Kind, Reached, Vouched
from konexio_cli.credentials.data_integrity import utc

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
TYPE = ["VerifiableCredential", "OpenBadgeCredential"]
STATUS = "1EdTechRevocationList"
SUBMISSION, GRADER, FILE = "submission", "grader", "file"
PROOF, EVIDENCE = "ext:proof.", "ext:evidence."
_SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
    "ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
_ACHIEVEMENTS = {Kind.TASK: "Assignment", Kind.COURSE: "Course"}


@dataclass(frozen=True, slots=True)
class IssuedBy:
    """The organisation as a credential names it: its key, its name, where its list is."""

    did: str
    name: str
    revocations: str


def document_of(claim: Claim, issuer: IssuedBy) -> dict[str, Any]:
    """Return the credential of a claim, as JSON without a signature."""
    until = {"validUntil": utc(claim.valid_until)} if claim.valid_until else {}
    return {
        "@context": CONTEXT,
        "id": claim.id,
        "type": TYPE,
        "name": claim.title,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name},
        "validFrom": utc(claim.valid_from),
        **until,
        "credentialSubject": _subject(claim),
        "evidence": [one for work in claim.works for one in _evidence(work, claim.evidence)],
        "credentialStatus": {"id": issuer.revocations, "type": STATUS},
        "credentialSchema": [_SCHEMA],
    }


def _subject(claim: Claim) -> dict[str, Any]:
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${one}",
                "identityType": "name",
                "salt": claim.holder.salt,
            }
            for one in claim.holder.hashes
        ],
        "achievement": _achievement(claim),
        "result": [_result(claim, 0, claim.label, provisional=False)]
        + [_result(claim, n, g.label, g.provisional) for n, g in enumerate(claim.goals, 1)],
    }


def _achievement(claim: Claim) -> dict[str, Any]:
    described = [_described(claim, 0, claim.title, f"{EVIDENCE}{claim.evidence}")]
    described += [_goal(claim, number, goal) for number, goal in enumerate(claim.goals, 1)]
    return {
        "id": _achievement_id(claim),
        "type": ["Achievement"],
        "achievementType": _ACHIEVEMENTS[claim.kind],
        "name": claim.title,
        "description": claim.description,
        "humanCode": claim.code,
        "version": claim.version,
        "inLanguage": claim.language,
        "criteria": {"narrative": claim.criteria},
        "resultDescription": described,
    }


def _achievement_id(claim: Claim) -> str:
    """Return the same name for all who completed the same content, judged by the same graders."""
    graders = " ".join(sorted(work.grader_sha256 for work in claim.works))
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{claim.code} {claim.version} {graders}").urn


def _goal(claim: Claim, number: int, goal: Reached) -> dict[str, Any]:
    return _described(claim, number, goal.title, f"{PROOF}{goal.proof}")


def _described(claim: Claim, number: int, name: str, kind: str) -> dict[str, Any]:
    return {
        "id": f"{claim.id}#{number}",
        "type": ["ResultDescription"],
        "name": name,
        "resultType": kind,
    }


def _result(claim: Claim, number: int, label: str, provisional: bool) -> dict[str, Any]:
    return {
        "type": ["Result"],
        "resultDescription": f"{claim.id}#{number}",
        "status": "Provisional" if provisional else "Completed",
        "value": label,
    }


def _evidence(work: Vouched, level: str) -> Iterator[dict[str, Any]]:
    """Give the parts of a work; its level is told where it is not that of the heading."""
    other = {"description": f"{EVIDENCE}{work.evidence}"} if work.evidence != level else {}
    yield _hashed(SUBMISSION, work.place, work.submission_sha256) | other
    yield _hashed(GRADER, work.place, work.grader_sha256)
    for name, sha256 in sorted(work.files.items()):
        yield _hashed(FILE, f"{work.place}/{name}", sha256)


def _hashed(genre: str, name: str, sha256: str) -> dict[str, Any]:
    return {"type": ["Evidence"], "genre": genre, "name": name, "digestSRI": to_sri(sha256)}


def to_sri(sha256: str) -> str:
    """Return a hexadecimal SHA-256 as W3C's Subresource Integrity writes it."""
    return f"sha256-{base64.b64encode(bytes.fromhex(sha256)).decode()}"
