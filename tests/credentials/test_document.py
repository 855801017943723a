"""A claim and its credential: what is written is read back, and is an Open Badge to others."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.credentials.claim import Claim, Kind, Reached, Vouched
from konexio_cli.credentials.data_integrity import from_proof, with_proof
from konexio_cli.credentials.document import IssuedBy, document_of
from konexio_cli.credentials.holder import Holder, holder_of
from konexio_cli.credentials.jwt import from_jwt, to_jwt
from konexio_cli.credentials.reading import claim_of
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PrivateKey
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict

from .making import AMINA, BEFORE, a_claim, a_work, an_organisation

SCHEMA = json.loads(
    Path(__file__).with_name("ob_v3p0_achievementcredential_schema.json").read_text("utf-8")
)
KEY = PrivateKey(bytes(range(32)))
BY = IssuedBy(KEY.public.did, "Konexio Paris", "https://example.org/issuer.json")

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
SHA256 = st.binary(min_size=32, max_size=32).map(bytes.hex)
NAME = st.from_regex(r"[a-z0-9-]{1,10}", fullmatch=True)
WHEN = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
LEVELS = st.sampled_from([Evidence.TRAINER_GRADED, Evidence.TRAINER_CONFIRMED])


@st.composite
def works(draw: st.DrawFn) -> tuple[Vouched, ...]:
    level = draw(LEVELS)
    work = st.builds(
        Vouched,
        exercise=st.builds("{}/{}".format, NAME, NAME),
        round=st.sampled_from([1, 2]),
        evidence=st.just(level),
        verdict=st.just(Verdict.PASSED),
        submission_sha256=SHA256,
        grader_sha256=SHA256,
        files=st.dictionaries(NAME, SHA256, max_size=3),
    )
    return tuple(draw(st.lists(work, min_size=1, max_size=4)))


CLAIMS = st.builds(
    Claim,
    id=st.uuids().map(lambda one: one.urn),
    kind=st.sampled_from(Kind),
    code=TEXT,
    version=TEXT,
    title=TEXT,
    description=TEXT,
    criteria=TEXT,
    language=st.sampled_from(["en", "fr", "ar"]),
    label=TEXT,
    works=works(),
    holder=st.builds(Holder, st.lists(SHA256, min_size=1, max_size=3).map(tuple), SHA256),
    valid_from=WHEN,
    valid_until=st.none() | WHEN,
    goals=st.lists(
        st.builds(Reached, TEXT, st.sampled_from(Proof), TEXT, st.booleans()), max_size=4
    ).map(tuple),
)


@given(CLAIMS)
def test_a_claim_comes_back_from_its_credential_in_every_form(claim: Claim) -> None:
    document = document_of(claim, BY)
    for signed in (
        from_jwt(to_jwt(document, KEY), "x"),
        from_proof(with_proof(document, KEY, BEFORE), "x"),
        from_proof(json.loads(json.dumps(with_proof(document, KEY, BEFORE))), "x"),
    ):
        assert signed.key == KEY.public
        assert claim_of(signed.document, "x") == (claim, BY)


@given(CLAIMS)
def test_every_credential_is_an_open_badge(claim: Claim) -> None:
    jsonschema.validate(with_proof(document_of(claim, BY), KEY, BEFORE), SCHEMA)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda d: d.update(type=["VerifiableCredential"]),
        lambda d: d["credentialSubject"]["identifier"][0].update(more=1),
        lambda d: d["credentialSubject"]["achievement"].pop("criteria"),
        lambda d: d["credentialSubject"]["result"][0].update(status="Excellent"),
    ],
)
def test_the_schema_refuses_what_is_no_open_badge(break_it: Any) -> None:
    document = document_of(a_claim(), BY)
    break_it(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), JSON)
def test_what_is_not_of_our_form_is_refused_and_nothing_else_happens(
    data: st.DataObject, value: object
) -> None:
    document: Any = json.loads(json.dumps(document_of(a_claim(), BY)))
    place = document
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    was, place[key] = place[key], value
    with contextlib.suppress(KonexioError):
        claim_of(document, "x")
        assert value == was or isinstance(value, str)


def test_the_levels_that_nobody_may_sign() -> None:
    with pytest.raises(KonexioError, match="credential-self-checked"):
        a_work(Evidence.SELF_CHECKED)
    with pytest.raises(KonexioError, match="certify-not-passed"):
        replace(a_work(), verdict=Verdict.FAILED)  # type: ignore[arg-type]  # what may not be given


def test_a_course_has_the_weakest_evidence_of_its_work() -> None:
    confirmed = a_work(Evidence.TRAINER_CONFIRMED)
    assert a_claim(works=(confirmed,)).evidence is Evidence.TRAINER_CONFIRMED
    assert a_claim(works=(confirmed, a_work())).evidence is Evidence.TRAINER_GRADED
    with pytest.raises(ValueError, match="c1/"):
        a_claim(works=())


def test_only_the_newest_key_signs() -> None:
    organisation = an_organisation()
    with pytest.raises(ValueError, match="did:key"):
        replace(organisation, key=KEY).issue()


@given(TEXT)
def test_a_holder_is_known_by_their_names_only(name: str) -> None:
    holder = holder_of([AMINA, name])
    assert holder.is_called(f"  {AMINA} ")
    assert holder.is_called(name) is bool(name.split())
    assert not holder.is_called(f"{name}x{AMINA}")


def test_the_hash_of_a_name_is_that_of_open_badges() -> None:
    """The example that Open Badges 3.0 gives for IdentityHash."""
    known = "b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    assert Holder((known,), "Kosher").is_called("a@example.com")


def test_two_salts_are_never_the_same() -> None:
    assert holder_of([AMINA]).salt != holder_of([AMINA]).salt


def test_names_are_one_name_however_their_letters_are_put_together() -> None:
    assert holder_of(["Jose\u0301  Álvarez"]).is_called("José Álvarez")
    assert not holder_of(["José"]).is_called("Jose")
