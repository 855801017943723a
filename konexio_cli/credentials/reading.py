"""An Open Badges credential read back into the claim that it was made of."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

from konexio_cli.credentials.claim import Claim, Kind, Reached, TrainersWord, Vouched
from konexio_cli.credentials.document import (
    CONTEXT,
    EVIDENCE,
    FILE,
    GRADER,
    PROOF,
    SUBMISSION,
    TYPE,
    IssuedBy,
    document_of,
)
from konexio_cli.credentials.holder import Holder
from konexio_cli.credentials.shapes import Credential, Hashed
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict

_SRI = re.compile(r"sha256-([A-Za-z0-9+/]{43}=)")
_PLACE = re.compile(r"(?P<exercise>[^/]+/[^/]+)(/round(?P<round>[2-9]))?")
_LEVELS: dict[str, TrainersWord] = {
    level: level for level in (Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED)
}


def claim_of(document: dict[str, Any], file: str) -> tuple[Claim, IssuedBy]:
    """Return what a credential says, and who it says has issued it.

    Raise KonexioError when its terms are not ours, when it is not of the form that we write,
    or when it claims what nobody may sign. Written again, the claim is the same document:
    nothing in it is left unread.
    """
    if "revokedCredentials" in document:
        raise KonexioError("credential-is-issuer", file=file)
    if document.get("@context") != CONTEXT:
        raise KonexioError("credential-context", file=file)
    if document.get("type") != TYPE:
        raise KonexioError("credential-none", file=file)
    try:
        found = Credential.model_validate(document)
        level = found.credentialSubject.achievement.resultDescription[0].resultType
        if level == f"{EVIDENCE}{Evidence.SELF_CHECKED}":
            raise KonexioError("credential-no-trainer", file=file)
        claim = _claim(found, level.removeprefix(EVIDENCE))
    except (ValueError, LookupError):
        raise KonexioError("credential-form", file=file) from None
    issuer = IssuedBy(found.issuer.id, found.issuer.name, found.credentialStatus.id)
    if document_of(claim, issuer) != document:
        raise KonexioError("credential-form", file=file)
    return claim, issuer


def _claim(found: Credential, level: str) -> Claim:
    subject = found.credentialSubject
    achievement = subject.achievement
    hashes = tuple(one.identityHash.removeprefix("sha256$") for one in subject.identifier)
    return Claim(
        id=found.id,
        kind=Kind.TASK if achievement.achievementType == "Assignment" else Kind.COURSE,
        code=achievement.humanCode,
        version=achievement.version,
        title=found.name,
        description=achievement.description,
        criteria=achievement.criteria.narrative,
        language=achievement.inLanguage,
        label=subject.result[0].value,
        works=_works(found.evidence, level),
        holder=Holder(hashes, subject.identifier[0].salt),
        valid_from=found.validFrom,
        valid_until=found.validUntil,
        goals=tuple(
            Reached(
                described.name,
                Proof(described.resultType.removeprefix(PROOF)),
                result.value,
                result.status == "Provisional",
            )
            for described, result in zip(
                achievement.resultDescription[1:], subject.result[1:], strict=True
            )
        ),
    )


def _works(evidence: Sequence[Hashed], level: str) -> tuple[Vouched, ...]:
    """Return the work of the evidence: each time a submission, its grader, its further files."""
    groups: list[list[Hashed]] = []
    for item in evidence:
        if item.genre == SUBMISSION:
            groups.append([])
        groups[-1].append(item)
    return tuple(_work(group, level) for group in groups)


def _work(group: Sequence[Hashed], level: str) -> Vouched:
    submission, grader, *files = group
    place = _PLACE.fullmatch(submission.name)
    if place is None or grader.genre != GRADER or any(one.genre != FILE for one in files):
        raise ValueError(submission.name)
    return Vouched(
        exercise=place["exercise"],
        round=int(place["round"] or 1),
        evidence=_LEVELS[submission.description.removeprefix(EVIDENCE) or level],
        verdict=Verdict.PASSED,
        submission_sha256=_sha256(submission),
        grader_sha256=_sha256(grader),
        files={one.name.removeprefix(f"{submission.name}/"): _sha256(one) for one in files},
    )


def _sha256(item: Hashed) -> str:
    found = _SRI.fullmatch(item.digestSRI)
    if found is None:
        raise ValueError(item.digestSRI)
    return base64.b64decode(found[1]).hex()
