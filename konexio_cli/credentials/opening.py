"""A credential in any of its three forms, opened: the signature fits, and the form is ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from konexio_cli.credentials.baking import check_drawing, unbaked
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.data_integrity import from_proof
from konexio_cli.credentials.document import IssuedBy
from konexio_cli.credentials.jwt import from_jwt
from konexio_cli.credentials.reading import claim_of
from konexio_cli.credentials.reading_files import read_small
from konexio_cli.credentials.signed import Signed
from konexio_cli.credentials.strict_json import read_object
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PublicKey

_PAGE = "<!doctype html"


@dataclass(frozen=True, slots=True)
class Opened:
    """What one file says, who it says has issued it, and the key that really signed it."""

    file: str
    claim: Claim
    issuer: IssuedBy
    key: PublicKey


def opened(path: Path) -> Opened:
    """Return the credential in a file: VC-JWT, JSON or SVG, told by its first sign.

    Raise KonexioError when there is none, when it was changed after it was signed, or when
    another key signed it than that of the issuer whom it names.
    """
    file = path.name
    try:
        text = read_small(path).decode("utf-8")
    except UnicodeDecodeError:
        raise KonexioError("credential-none", file=file) from None
    if text.lstrip()[: len(_PAGE)].lower() == _PAGE:
        raise KonexioError("credential-is-page", file=file)
    if text.lstrip().startswith("<"):
        badge = unbaked(text, file)
        found = _believed(_signed(badge.credential, file), file)
        check_drawing(badge, found.claim, found.issuer.name, file)
        return found
    return _believed(_signed(text, file), file)


def _signed(text: str, file: str) -> Signed:
    start = text.lstrip()
    if start.startswith("{"):
        return from_proof(read_object(text, file), file)
    if not start.startswith("eyJ"):  # what `{"` is in base64
        raise KonexioError("credential-none", file=file)
    return from_jwt(text, file)


def _believed(signed: Signed, file: str) -> Opened:
    claim, issuer = claim_of(signed.document, file)
    if issuer.did != signed.key.did:
        raise KonexioError("credential-forged", file=file, issuer=issuer.name)
    return Opened(file, claim, issuer, signed.key)
