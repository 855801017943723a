"""The document of an organisation, which others pin: signed JSON, readable by anyone.

It is a list of 1EdTech's "Revocation List Status Method 1.0" (id, issuer, revokedCredentials)
with the name and the keys of the organisation beside it. A new key is endorsed by the one
before, so that who pinned an older document can follow; the whole is signed by the newest.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from konexio_cli.credentials.data_integrity import from_proof, utc, with_proof
from konexio_cli.credentials.issuer import Issuer, Period, Taken
from konexio_cli.credentials.reading_files import read_small
from konexio_cli.credentials.strict_json import read_object
from konexio_cli.durable import write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.keys.base58 import from_base58, to_base58
from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import PrivateKey, PublicKey, public_key

ISSUER = "issuer.json"
_Text = Annotated[str, Field(max_length=500)]
_When = Annotated[AwareDatetime, Field(strict=False)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class _Revoked(_Shape):
    when: _When
    reason: _Text


class _Key(_Shape):
    id: _Text
    since: _When
    until: _When | None = None
    revoked: _Revoked | None = None
    endorsed: _Text = ""


class _RevokedCredential(_Shape):
    id: _Text
    revoked: Literal[True]
    revocationReason: _Text  # noqa: N815 - their word
    when: _When


class _Document(_Shape):
    format: Literal[1]
    id: _Text
    issuer: _Text
    name: Annotated[str, Field(min_length=1, max_length=200)]
    url: _Text = ""
    number: Annotated[int, Field(ge=1)]
    updated: _When
    keys: Annotated[list[_Key], Field(min_length=1, max_length=1000)]
    revokedCredentials: list[_RevokedCredential]  # noqa: N815 - their word


def write_issuer(path: Path, issuer: Issuer, key: PrivateKey) -> None:
    """Write the document of an organisation, signed by its newest key. Raise KonexioError."""
    secured = with_proof(_content(issuer), key, issuer.updated)
    write_atomically(path, json.dumps(secured, ensure_ascii=False, indent=1) + "\n")


def read_issuer(path: Path) -> Issuer:
    """Return the organisation of a document.

    Raise KonexioError when there is no such file, when it is no such document, or when it
    was changed after it was signed.
    """
    try:
        signed = from_proof(read_object(read_small(path), path.name), path.name)
        found = _Document.model_validate(signed.document)
        issuer = _issuer(found)
    except KonexioError as problem:
        if problem.code == "credential-changed":
            raise KonexioError("issuer-changed", file=path) from None
        if problem.code in {"file-missing", "file-unreadable", "credential-large"}:
            raise
        raise KonexioError("issuer-damaged", file=path) from None
    except ValueError:
        raise KonexioError("issuer-damaged", file=path) from None
    if signed.key != issuer.key or found.issuer != issuer.key.did:
        raise KonexioError("issuer-changed", file=path)
    return issuer


def endorsement(name: str, key: PublicKey) -> bytes:
    """Return what the key before signs about a new one."""
    return canonical({"konexio": "next key", "name": name, "key": key.did})


def _content(issuer: Issuer) -> dict[str, Any]:
    return {
        "format": 1,
        "id": issuer.revocations,
        "issuer": issuer.key.did,
        "name": issuer.name,
        **({"url": issuer.url} if issuer.url else {}),
        "number": issuer.number,
        "updated": utc(issuer.updated),
        "keys": [_key_content(one) for one in issuer.keys],
        "revokedCredentials": [
            {"id": one, "revoked": True, "revocationReason": why.reason, "when": utc(why.when)}
            for one, why in sorted(issuer.revoked.items())
        ],
    }


def _key_content(one: Period) -> dict[str, Any]:
    content: dict[str, Any] = {"id": one.key.did, "since": utc(one.since)}
    if one.until:
        content["until"] = utc(one.until)
    if one.revoked:
        content["revoked"] = {"when": utc(one.revoked.when), "reason": one.revoked.reason}
    if one.endorsed:
        content["endorsed"] = f"z{to_base58(one.endorsed)}"
    return content


def _issuer(found: _Document) -> Issuer:
    return Issuer(
        name=found.name,
        keys=tuple(map(_period, found.keys)),
        updated=found.updated,
        number=found.number,
        url=found.url,
        revoked={one.id: Taken(one.when, one.revocationReason) for one in found.revokedCredentials},
    )


def _period(one: _Key) -> Period:
    return Period(
        key=public_key(one.id),
        since=one.since,
        until=one.until,
        revoked=Taken(one.revoked.when, one.revoked.reason) if one.revoked else None,
        endorsed=from_base58(one.endorsed.removeprefix("z")),
    )
