"""Keys: what one signs, its public half alone believes; their files open for their owner."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.keys.base58 import from_base58, to_base58
from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import PrivateKey, new_key, public_key
from konexio_cli.keys.key_file import read_key, write_key

SEEDS = st.binary(min_size=32, max_size=32)


@given(st.binary(max_size=80))
def test_base58_gives_the_same_bytes_back(data: bytes) -> None:
    assert from_base58(to_base58(data)) == data


@pytest.mark.parametrize(
    ("data", "text"),
    [  # the examples of the draft
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)
def test_base58_is_that_of_its_draft(data: bytes, text: str) -> None:
    assert to_base58(data) == text


@pytest.mark.parametrize("text", ["0", "l", "ab c", "é", "2" * 1000])
def test_no_base58(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        from_base58(text)


@given(SEEDS, SEEDS, st.binary(max_size=200), st.binary(max_size=200))
def test_a_signature_is_of_one_key_and_one_message(
    seed: bytes, other: bytes, message: bytes, changed: bytes
) -> None:
    key = PrivateKey(seed)
    signature = key.sign(message)
    assert key.public.has_signed(message, signature)
    assert key.public.has_signed(changed, signature) is (changed == message)
    assert PrivateKey(other).public.has_signed(message, signature) is (other == seed)
    assert not key.public.has_signed(message, signature[:-1])


def test_the_signature_is_that_of_rfc_8032() -> None:
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    signed = PrivateKey(seed).sign(b"\x72").hex()
    assert signed.startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da")


@given(SEEDS)
def test_a_name_gives_the_key_back(seed: bytes) -> None:
    public = PrivateKey(seed).public
    assert public_key(public.did) == public_key(public.multibase) == public
    assert public.multibase.startswith("z6Mk")


@pytest.mark.parametrize("name", ["", "z", "did:key:z6Mk", "did:web:example.org", "z0"])
def test_no_name_of_a_key(name: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        public_key(name)


def test_a_key_is_never_printed() -> None:
    key = new_key()
    assert key.seed.hex() not in f"{key!r} {key}"
    assert str(key.seed) not in f"{key!r} {key}"


@pytest.mark.parametrize("passphrase", ["", "deux mots السر"])
def test_a_key_file_opens_for_its_owner(tmp_path: Path, passphrase: str) -> None:
    path, key = tmp_path / "key.json", new_key()
    write_key(path, key, passphrase)
    assert read_key(path, passphrase) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (key.seed.hex() in path.read_text("utf-8")) is (not passphrase)


@pytest.mark.parametrize(
    ("given", "code"), [("", "key-needs-passphrase"), ("wrong", "key-passphrase")]
)
def test_a_sealed_key_stays_closed(tmp_path: Path, given: str, code: str) -> None:
    path = tmp_path / "key.json"
    write_key(path, new_key(), "right")
    with pytest.raises(KonexioError) as told:
        read_key(path, given)
    assert told.value.code == code


def test_no_key_is_ever_replaced(tmp_path: Path) -> None:
    path, key = tmp_path / "key.json", new_key()
    write_key(path, key)
    with pytest.raises(KonexioError, match="key-exists"):
        write_key(path, new_key())
    assert read_key(path) == key


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"seed": 3, "public": ""}', '{"seed": "zz"}', "\ufeff{"]
)
def test_a_damaged_key_file_is_a_sentence(tmp_path: Path, body: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(body, "utf-8")
    with pytest.raises(KonexioError, match="key-damaged"):
        read_key(path)


def test_equal_values_are_equal_bytes() -> None:
    assert (
        canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    )


@pytest.mark.parametrize("value", [{"a": float("nan")}, {"a": 2**60}, {"a": "\ud800"}, {"a": b""}])
def test_what_is_no_json(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^"):
        canonical(value)
