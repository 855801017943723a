"""Ed25519 keys (RFC 8032) by libsodium, named the way did:key names them.

Source of the name's form: W3C CCG, "The did:key Method", and the multicodec table.
"""

from __future__ import annotations

from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from konexio_cli.keys.base58 import from_base58, to_base58

_BYTES = 32
# Multicodec 0xed, as a varint: what follows is a public key of Ed25519.
_ED25519 = b"\xed\x01"
_DID = "did:key:"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key that everybody may know: it tells whose signature one is."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != _BYTES:
            raise ValueError(len(self.raw))

    @property
    def multibase(self) -> str:
        """The key as text, `z6Mk…`."""
        return f"z{to_base58(_ED25519 + self.raw)}"

    @property
    def did(self) -> str:
        """The key as an identifier, `did:key:z6Mk…`."""
        return f"{_DID}{self.multibase}"

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature` is this key's signature of `message`."""
        try:
            VerifyKey(self.raw).verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """The half of a key that signs; `seed` is its 32 secret bytes, and is never printed."""

    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != _BYTES:
            raise ValueError(len(self.seed))

    @property
    def public(self) -> PublicKey:
        """The half that may be told."""
        return PublicKey(bytes(SigningKey(self.seed).verify_key))

    def sign(self, message: bytes) -> bytes:
        """Return the signature of `message`, 64 bytes."""
        return SigningKey(self.seed).sign(message).signature


def new_key() -> PrivateKey:
    """Return a key that nobody has had before."""
    return PrivateKey(bytes(SigningKey.generate()))


def public_key(name: str) -> PublicKey:
    """Return the key that a did:key or a multibase text names. Raise ValueError for another."""
    text = name.removeprefix(_DID)
    data = from_base58(text[1:]) if text.startswith("z") else b""
    if not data.startswith(_ED25519):
        raise ValueError(name[:200])
    return PublicKey(data.removeprefix(_ED25519))
