"""A signature inside the JSON that it signs: a Data Integrity proof, suite eddsa-jcs-2022.

Source: W3C, "Data Integrity EdDSA Cryptosuites v1.0", section 3.3. What is signed is the
SHA-256 of the proof's own options, followed by the SHA-256 of the rest, both as canonical JSON.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from konexio_cli.credentials.methods import key_of, method_of
from konexio_cli.credentials.signed import Signed
from konexio_cli.errors import KonexioError
from konexio_cli.keys.base58 import from_base58, to_base58
from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import PrivateKey, PublicKey

_FIXED = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "proofPurpose": "assertionMethod",
}
_OPTIONS = {*_FIXED, "@context", "created", "verificationMethod"}


def with_proof(document: dict[str, Any], key: PrivateKey, when: datetime) -> dict[str, Any]:
    """Return `document`, which has no proof yet, with a proof by `key`."""
    options = _FIXED | {
        "created": utc(when),
        "verificationMethod": method_of(key.public),
    }
    if "@context" in document:
        options["@context"] = document["@context"]
    signature = key.sign(_message(document, options))
    return document | {"proof": [options | {"proofValue": f"z{to_base58(signature)}"}]}


def from_proof(secured: dict[str, Any], file: str) -> Signed:
    """Return what a document with proofs says.

    Raise KonexioError unless there is a proof, and every one is right and of the same key.
    """
    document = {name: value for name, value in secured.items() if name != "proof"}
    proofs = secured.get("proof") or []
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not proofs:
        raise KonexioError("credential-unsigned", file=file)
    keys = [_key(document, proof, file) for proof in proofs]
    if len(set(keys)) > 1:
        raise KonexioError("credential-proofs-differ", file=file)
    return Signed(document, keys[0])


def utc(when: datetime) -> str:
    """Return a time as XML Schema's dateTimeStamp, in UTC and whole seconds."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _key(document: dict[str, Any], proof: object, file: str) -> PublicKey:
    """Return the key of one proof that fits the document."""
    if not isinstance(proof, dict):
        raise KonexioError("credential-proof", file=file)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    key = key_of(options.get("verificationMethod"))
    known = set(options) <= _OPTIONS and all(options.get(n) == v for n, v in _FIXED.items())
    if key is None or not known or options.get("@context") != document.get("@context"):
        raise KonexioError("credential-proof", file=file)
    try:
        fits = key.has_signed(_message(document, options), _signature(proof))
    except ValueError:
        raise KonexioError("credential-proof", file=file) from None
    if not fits:
        raise KonexioError("credential-changed", file=file)
    return key


def _signature(proof: dict[str, Any]) -> bytes:
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise ValueError(value)
    return from_base58(value[1:])


def _message(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    parts = (canonical(options), canonical(document))
    return b"".join(hashlib.sha256(part).digest() for part in parts)
