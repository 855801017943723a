"""Two strangers' programs read our credentials: openbadgeslib, and @digitalbazaar/vc.

Both have local contexts and no network. What is good both accept, what was tampered with
both refuse.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib import baking
from openbadgeslib.ob3 import (
    OB3LdpVerifier,
    OB3VerificationError,
    OB3Verifier,
    add_data_integrity_proof,
    contexts,
)

from konexio_cli.credentials.claim import Claim, Kind, Vouched
from konexio_cli.credentials.document import document_of
from konexio_cli.credentials.methods import method_of

from . import node_packages
from .making import Organisation, a_claim, a_work, an_organisation, two_rounds
from .tampered import BILAL
from .tampering import edited_jwt

# They look at the clock of this machine, whatever it says.
LONG_AGO, FAR = datetime(2020, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_SCRIPT = Path(__file__).with_name("digitalbazaar.mjs")
Document: TypeAlias = dict[str, Any]
Verify: TypeAlias = Callable[[list[Document]], list[dict[str, Any]]]

ORGANISATION = an_organisation()


def claim(**changes: Any) -> Claim:
    return a_claim(**{"valid_from": LONG_AGO, "valid_until": FAR} | changes)


def a_course_work() -> Vouched:
    return replace(a_work(), exercise="m01/price-with-vat", files={})


CLAIMS = [
    claim(),
    claim(valid_until=None),
    claim(name="مريم الحسن", title='Nettoyer «une» <liste> & "plus"', language="ar"),
    claim(works=two_rounds(), language="fr"),
    claim(kind=Kind.COURSE, code="The course", works=(*two_rounds(), a_course_work()), goals=()),
]


@pytest.fixture(scope="module")
def digitalbazaar() -> Verify:
    """Return what @digitalbazaar/vc says of each of these documents."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("no node and npm on this machine")
    packages = node_packages.folder()
    places = (str(packages), str(Path(contexts.__file__).parent))

    def verify(documents: list[Document]) -> list[dict[str, Any]]:
        command = ["node", str(_SCRIPT), *places]
        asked = json.dumps(documents)
        done = subprocess.run(
            command, input=asked, capture_output=True, check=True, encoding="utf-8"
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    return verify


def twin(what: Claim, organisation: Organisation = ORGANISATION) -> Document:
    found: Document = json.loads(organisation.issue(what).json)
    return found


def openbadges(token: str, did: str = ORGANISATION.key.public.did) -> Any:
    return OB3Verifier.for_issuer_did(did).verify(token)


@pytest.mark.parametrize(
    "one", CLAIMS, ids=lambda one: f"{one.kind}-{one.language}-{len(one.works)}"
)
def test_openbadgeslib_reads_the_jwt_and_the_badge(one: Claim) -> None:
    issued = ORGANISATION.issue(one)
    found = openbadges(issued.jwt)
    assert (found.id, found.name, found.issuer.name) == (one.id, one.title, "Konexio Paris")
    assert [r.value for r in found.results] == [one.label, *(goal.label for goal in one.goals)]
    hashes = [f"sha256${each}" for each in one.holder.hashes]
    assert [each.identity_hash for each in found.identifiers] == hashes
    baked = baking.extract_svg(issued.svg.encode(), element=baking.SVG_ELEMENT_OB3)
    assert baked == issued.jwt


def test_digitalbazaar_verifies_the_json(digitalbazaar: Verify) -> None:
    answers = digitalbazaar([twin(one) for one in CLAIMS])
    assert answers == [{"verified": True, "why": ""}] * len(CLAIMS)


@pytest.mark.parametrize(
    "one", CLAIMS, ids=lambda one: f"{one.kind}-{one.language}-{len(one.works)}"
)
def test_every_word_has_its_meaning_in_the_published_contexts(one: Claim) -> None:
    """Signed as RDF by openbadgeslib, and read back: a word without meaning is refused there."""
    key = ORGANISATION.key
    pem = Ed25519PrivateKey.from_private_bytes(key.seed).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    document = document_of(one, ORGANISATION.issuer.issued_by)
    signed = add_data_integrity_proof(document, pem, method_of(key.public))
    assert OB3LdpVerifier.for_issuer_did(key.public.did).verify(signed).id == one.id
    strange = add_data_integrity_proof(document | {"strange": "word"}, pem, method_of(key.public))
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier.for_issuer_did(key.public.did).verify(strange)


def _forged() -> Document:
    """Signed by a forger's key in the organisation's name."""
    forger = an_organisation()
    document = twin(claim(), forger)
    document["issuer"]["id"] = ORGANISATION.key.public.did
    return document


def _changed(change: Callable[[Document], object]) -> Document:
    document = twin(claim())
    change(document)
    return document


TAMPERED: dict[str, Document] = {
    "edited label": _changed(
        lambda d: d["credentialSubject"]["result"][3].update(status="Completed")
    ),
    "edited title": _changed(lambda d: d.update(name="Lead a company")),
    "another learner": _changed(
        lambda d: d["credentialSubject"].update(
            identifier=twin(claim(name=BILAL))["credentialSubject"]["identifier"]
        )
    ),
    "changed work": _changed(
        lambda d: d["evidence"][0].update(digestSRI="sha256-" + "A" * 43 + "=")
    ),
    "forged issuer": _forged(),
    "unsigned": _changed(lambda d: d.pop("proof")),
    "another suite": _changed(lambda d: d["proof"][0].update(cryptosuite="eddsa-rdfc-2022")),
    "another purpose": _changed(lambda d: d["proof"][0].update(proofPurpose="authentication")),
    "expired": twin(claim(valid_until=datetime(2020, 1, 2, tzinfo=UTC))),
    "not yet valid": twin(claim(valid_from=datetime(2199, 1, 1, tzinfo=UTC))),
}


def test_digitalbazaar_refuses_what_was_tampered_with(digitalbazaar: Verify) -> None:
    answers = digitalbazaar(list(TAMPERED.values()))
    refused = [name for name, one in zip(TAMPERED, answers, strict=True) if not one["verified"]]
    assert refused == list(TAMPERED)
    assert all(one["why"] for one in answers)


JWTS: dict[str, str] = {
    "edited label": edited_jwt(
        ORGANISATION.issue(claim()).jwt,
        lambda d: d["credentialSubject"]["result"][3].update(status="Completed"),
    ),
    "alg none": edited_jwt(ORGANISATION.issue(claim()).jwt, header={"alg": "none"}, signature=""),
    "alg HS256": edited_jwt(ORGANISATION.issue(claim()).jwt, header={"alg": "HS256"}),
    "forged issuer": an_organisation().issue(claim()).jwt,
    "cut": ORGANISATION.issue(claim()).jwt[:-9],
    "expired": ORGANISATION.issue(claim(valid_until=datetime(2020, 1, 2, tzinfo=UTC))).jwt,
    "not yet valid": ORGANISATION.issue(claim(valid_from=datetime(2199, 1, 1, tzinfo=UTC))).jwt,
}


@pytest.mark.parametrize("name", JWTS)
def test_openbadgeslib_refuses_what_was_tampered_with(name: str) -> None:
    with pytest.raises(OB3VerificationError):
        openbadges(JWTS[name])


def test_after_a_new_key_both_still_verify_what_each_key_signed(digitalbazaar: Verify) -> None:
    second = an_organisation()
    rotated = replace(second, issuer=ORGANISATION.issuer.rotated(second.key.public, LONG_AGO, b""))
    assert openbadges(rotated.issue(claim()).jwt, second.key.public.did).id == claim().id
    answers = digitalbazaar([twin(claim()), twin(claim(), rotated)])
    assert [one["verified"] for one in answers] == [True, True]
