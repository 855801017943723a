"""A credential as VC-JWT: the credential itself is the payload of a compact JWS.

Sources: Open Badges 3.0, section 8.2 (which headers and claims); RFC 7515 (JWS);
RFC 8037 (EdDSA and keys of type OKP). No header but these four is allowed, and only EdDSA:
an algorithm that the signer may choose is one that a forger may choose.
"""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime
from typing import Any

from konexio_cli.credentials.methods import key_of, method_of
from konexio_cli.credentials.signed import Signed
from konexio_cli.credentials.strict_json import read_object
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PrivateKey, PublicKey

ALGORITHM = "EdDSA"
_HEADERS = {"alg", "kid", "jwk", "typ"}
# Claims that repeat what the credential says: they are taken out again when it is read.
_CLAIMS = ("iss", "jti", "nbf", "exp", "sub")
_PARTS = 3
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def to_jwt(document: dict[str, Any], key: PrivateKey) -> str:
    """Return `document`, an unsigned credential, as a compact JWS signed by `key`."""
    header = {
        "alg": ALGORITHM,
        "kid": method_of(key.public),
        "jwk": {"kty": "OKP", "crv": "Ed25519", "x": _encoded(key.public.raw)},
        "typ": "JWT",
    }
    parts = [_encoded(_json(one)) for one in (header, document | _claims(document))]
    message = ".".join(parts)
    return f"{message}.{_encoded(key.sign(message.encode()))}"


def from_jwt(text: str, file: str) -> Signed:
    """Return the credential in a compact JWS. Raise KonexioError unless its signature fits."""
    parts = text.strip().split(".")
    if len(parts) != _PARTS:
        raise KonexioError("credential-cut", file=file)
    header = read_object(_decoded(parts[0], file), file)
    key = _key(header, file)
    if not parts[2]:
        raise KonexioError("credential-unsigned", file=file)
    if not key.has_signed(f"{parts[0]}.{parts[1]}".encode(), _decoded(parts[2], file)):
        raise KonexioError("credential-changed", file=file)
    payload = read_object(_decoded(parts[1], file), file)
    document = {name: value for name, value in payload.items() if name not in _CLAIMS}
    claims = {name: payload[name] for name in _CLAIMS if name in payload}
    if claims != _claims(document):
        raise KonexioError("credential-claims", file=file)
    return Signed(document, key)


def _key(header: dict[str, Any], file: str) -> PublicKey:
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm.lower() == "none":
        raise KonexioError("credential-unsigned", file=file)
    if algorithm != ALGORITHM:
        raise KonexioError("credential-algorithm", file=file, algorithm=algorithm)
    key = key_of(header.get("kid"))
    if not set(header) <= _HEADERS or header.get("typ", "JWT") != "JWT" or key is None:
        raise KonexioError("credential-header", file=file)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": _encoded(key.raw)}
    if header.get("jwk", jwk) != jwk:
        raise KonexioError("credential-header", file=file)
    return key


def _claims(document: dict[str, Any]) -> dict[str, Any]:
    """Return the claims that belong to a credential; what it lacks is left out."""
    issuer = document.get("issuer")
    found = {
        "iss": issuer.get("id") if isinstance(issuer, dict) else issuer,
        "jti": document.get("id"),
        "nbf": _seconds(document.get("validFrom")),
        "exp": _seconds(document.get("validUntil")),
    }
    return {name: value for name, value in found.items() if value is not None}


def _seconds(when: object) -> int | None:
    try:
        return int(datetime.fromisoformat(str(when)).timestamp())
    except (ValueError, OverflowError):
        return None


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str, file: str) -> bytes:
    """Return the bytes of a part; the same bytes in another spelling are refused."""
    data = b""
    if _BASE64URL.fullmatch(text) and len(text) % 4 != 1:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _encoded(data) != text:
        raise KonexioError("credential-cut", file=file)
    return data
