"""Whose a credential is: a salted hash of a name, which a person who says their name can prove.

Source of the form: Open Badges 3.0, IdentityObject and IdentityHash. The salt stands beside
the hash, so that who guesses a name can check the guess: the hash keeps names out of what
is copied around; it is no secret.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Holder:
    """The person of a credential: hashes (hexadecimal SHA-256) of their names, and the salt."""

    hashes: tuple[str, ...]
    salt: str

    def is_called(self, name: str) -> bool:
        """Whether `name` is one of the names of this person."""
        asked = _hash(name, self.salt)
        return any(hmac.compare_digest(asked, one) for one in self.hashes)

    def is_only(self, names: Sequence[str]) -> bool:
        """Whether this person has no other name than some of these."""
        return set(self.hashes) <= {_hash(name, self.salt) for name in names}


def holder_of(names: Sequence[str]) -> Holder:
    """Return the person who has these names, with a new salt; each name is hashed apart."""
    salt = secrets.token_hex(_SALT_BYTES)
    plain = dict.fromkeys(map(plain_name, names))
    return Holder(tuple(_hash(name, salt) for name in plain if name), salt)


def plain_name(name: str) -> str:
    """Return a name as it is hashed: one form of each letter (NFC), single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _hash(name: str, salt: str) -> str:
    text = f"{plain_name(name)}{salt}".encode("utf-8", "replace")
    return hashlib.sha256(text).hexdigest()
