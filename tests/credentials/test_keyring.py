"""The keys of an organisation: begun, changed, taken back, and followed by who pinned an older one."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from konexio_cli.credentials.issuer import Issuer, Taken
from konexio_cli.credentials.issuer_document import endorsement, read_issuer, write_issuer
from konexio_cli.credentials.keyring import Keyring
from konexio_cli.credentials.trust import follows
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import new_key

from .making import NOW, an_organisation

WORDS = "four words that nobody guesses"
LATER = NOW + timedelta(days=1)


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    made = Keyring(tmp_path / "keys")
    made.begin("Konexio Paris", "https://example.org/issuer.json", WORDS, NOW)
    return made


def test_an_organisation_begins(ring: Keyring) -> None:
    issuer = ring.issuer()
    assert (issuer.name, issuer.number, len(issuer.keys)) == ("Konexio Paris", 1, 1)
    assert ring.newest(WORDS).public == issuer.key
    sealed = ring.file_of(issuer.key)
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert ring.newest(WORDS).seed.hex() not in sealed.read_text("utf-8")
    assert issuer.issued_by.revocations == "https://example.org/issuer.json"


def test_nothing_is_ever_begun_twice(ring: Keyring) -> None:
    before = ring.document.read_bytes()
    with pytest.raises(KonexioError, match="keys-exist"):
        ring.begin("Another", "", WORDS, NOW)
    assert ring.document.read_bytes() == before


def test_who_pinned_the_first_document_can_follow(ring: Keyring) -> None:
    first = ring.issuer()
    second = ring.rotate(WORDS, LATER)
    third = ring.rotate(WORDS, LATER)
    assert [third.number, *(bool(one.until) for one in third.keys)] == [3, True, True, False]
    assert ring.newest(WORDS).public == third.key != second.key
    assert follows(second, first)
    assert follows(third, first)
    assert follows(third, third)
    assert not follows(first, third)


def test_a_lost_key_endorses_nothing(ring: Keyring) -> None:
    first = ring.issuer()
    ring.file_of(first.key).unlink()
    with pytest.raises(KonexioError, match="key-missing"):
        ring.rotate(WORDS, LATER)
    second = ring.rotate("another passphrase", LATER, lost=True)
    assert not follows(second, first)
    assert ring.newest("another passphrase").public == second.key


@pytest.mark.parametrize("forge", ["name", "key", "number"])
def test_nobody_else_can_write_the_next_document(ring: Keyring, forge: str) -> None:
    first, second = ring.issuer(), ring.rotate(WORDS, LATER)
    last = second.keys[-1]
    forged = {
        "name": replace(second, name="Konexio Lyon"),
        "key": replace(second, keys=(*second.keys[:-1], replace(last, key=new_key().public))),
        "number": replace(second, number=0),
    }[forge]
    assert not follows(forged, first)


def test_what_was_taken_back_stays_so(ring: Keyring) -> None:
    ring.revoke("urn:uuid:1", WORDS, Taken(NOW, "a mistake"))
    issuer = ring.revoke("urn:uuid:1", WORDS, Taken(LATER, "again"))
    assert ring.issuer().revoked == issuer.revoked == {"urn:uuid:1": Taken(NOW, "a mistake")}
    assert issuer.number == 3


def test_a_key_is_taken_back_by_a_later_one(ring: Keyring) -> None:
    old = ring.issuer().key
    with pytest.raises(KonexioError, match="keys-newest"):
        ring.revoke_key(old, WORDS, Taken(NOW, "stolen"))
    ring.rotate(WORDS, LATER)
    issuer = ring.revoke_key(old, WORDS, Taken(LATER, "stolen"))
    assert [one.revoked for one in ring.issuer().keys] == [Taken(LATER, "stolen"), None]
    with pytest.raises(KonexioError, match="keys-unknown"):
        ring.revoke_key(new_key().public, WORDS, Taken(NOW, "whose?"))
    assert ring.issuer() == issuer


@pytest.mark.parametrize(
    ("words", "code"), [("", "key-needs-passphrase"), ("wrong words", "key-passphrase")]
)
def test_without_the_passphrase_nothing_changes(ring: Keyring, words: str, code: str) -> None:
    before = sorted(one.name for one in ring.folder.iterdir())
    with pytest.raises(KonexioError, match=code):
        ring.rotate(words, LATER)
    with pytest.raises(KonexioError, match=code):
        ring.revoke("urn:uuid:1", words, Taken(NOW, "x"))
    assert sorted(one.name for one in ring.folder.iterdir()) == before
    assert ring.issuer().number == 1


def test_a_short_passphrase_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(KonexioError, match="passphrase-short"):
        Keyring(tmp_path / "keys").begin("Konexio", "", "1234567", NOW)
    assert list(tmp_path.iterdir()) == []


def test_no_keys_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KonexioError, match="keys-missing"):
        Keyring(tmp_path).issuer()


def test_a_document_comes_back_as_it_was_written(tmp_path: Path) -> None:
    organisation = an_organisation("كونيكسيو — Paris")
    second = new_key()
    word = organisation.key.sign(endorsement(organisation.issuer.name, second.public))
    issuer = (
        organisation.issuer.rotated(second.public, LATER, word)
        .without("urn:uuid:1", Taken(LATER, "graded by mistake"))
        .without_key(organisation.key.public, Taken(LATER, "stolen"))
    )
    path = tmp_path / "issuer.json"
    write_issuer(path, issuer, second)
    assert read_issuer(path) == issuer
    listed = json.loads(path.read_text("utf-8"))["revokedCredentials"]
    assert [(one["id"], one["revoked"]) for one in listed] == [("urn:uuid:1", True)]


def edited(ring: Keyring, **changes: object) -> Path:
    content = json.loads(ring.document.read_text("utf-8")) | changes
    ring.document.write_text(json.dumps(content), "utf-8")
    return ring.document


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "Other"}, "issuer-changed"),
        ({"revokedCredentials": [{"id": "x"}]}, "issuer-changed"),
        ({"proof": []}, "issuer-damaged"),
        ({"proof": 3}, "issuer-damaged"),
    ],
)
def test_an_edited_document_is_noticed(
    ring: Keyring, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(KonexioError, match=code):
        read_issuer(edited(ring, **changes))


def test_a_document_that_another_signed_is_noticed(ring: Keyring) -> None:
    issuer: Issuer = ring.issuer()
    write_issuer(ring.document, issuer, new_key())
    with pytest.raises(KonexioError, match="issuer-changed"):
        read_issuer(ring.document)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"a": 1, "a": 2}', "\ufeff{}"])
def test_what_is_no_document(tmp_path: Path, body: str) -> None:
    path = tmp_path / "issuer.json"
    path.write_text(body, "utf-8")
    with pytest.raises(KonexioError, match="issuer-damaged"):
        read_issuer(path)
