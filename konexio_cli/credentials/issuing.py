"""A claim signed, in three forms that say the same: VC-JWT, readable JSON, and a badge."""

from __future__ import annotations

from dataclasses import dataclass

from konexio_cli.credentials.badge import baked, words_of
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.data_integrity import with_proof
from konexio_cli.credentials.document import document_of
from konexio_cli.credentials.issuer import Issuer
from konexio_cli.credentials.jwt import to_jwt
from konexio_cli.credentials.readable import to_text
from konexio_cli.keys.ed25519 import PrivateKey


@dataclass(frozen=True, slots=True)
class Issued:
    """One credential in its three forms, as the texts of three files."""

    jwt: str
    json: str
    svg: str

    @property
    def files(self) -> dict[str, str]:
        """The texts by the ends of their files' names."""
        return {"jwt": self.jwt + "\n", "json": self.json, "svg": self.svg}


def issue(claim: Claim, issuer: Issuer, key: PrivateKey) -> Issued:
    """Sign a claim with the newest key of an organisation.

    A claim holds only work with a trainer's word behind it: see `Vouched`. Raise ValueError
    for another key.
    """
    if key.public != issuer.key:
        raise ValueError(key.public.did)
    by = issuer.issued_by
    document = document_of(claim, by)
    jwt = to_jwt(document, key)
    twin = with_proof(document, key, claim.valid_from)
    return Issued(jwt, to_text(twin), baked(words_of(claim, by.name), jwt))
