"""What is baked into an SVG: a credential, and the words that people see around it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from konexio_cli.credentials.badge import baked, words_of
from konexio_cli.credentials.claim import Claim
from konexio_cli.errors import KonexioError

_OPEN_BADGES = "{https://purl.imsglobal.org/ob/v3p0}credential"
_SEEN = {f"{{http://www.w3.org/2000/svg}}{name}" for name in ("title", "text")}


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge as it was found: its text, the credential in it, the words that it shows."""

    text: str
    credential: str
    shown: tuple[str, ...]


def unbaked(text: str, file: str) -> Badge:
    """Return what is baked into an SVG. Raise KonexioError: cut, no credential in it, or two."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise KonexioError("badge-foreign", file=file)
    try:
        root = ET.fromstring(text)  # noqa: S314 - no document type, so no entities
    except (ET.ParseError, ValueError):
        raise KonexioError("credential-cut", file=file) from None
    found = list(root.iter(_OPEN_BADGES))
    if not found:
        raise KonexioError("credential-none", file=file)
    if len(found) > 1:
        raise KonexioError("badge-twice", file=file)
    shown = tuple("".join(one.itertext()) for one in root.iter() if one.tag in _SEEN)
    return Badge(text, found[0].get("verify") or found[0].text or "", shown)


def check_drawing(badge: Badge, claim: Claim, issuer: str, file: str) -> None:
    """Raise KonexioError unless the badge is the drawing of its credential, and nothing more.

    A picture can show with lines and pictures what no text in it says.
    """
    words = words_of(claim, issuer)
    if badge.shown != words.shown:
        raise KonexioError("badge-words", file=file)
    if badge.text.split() != baked(words, badge.credential).split():
        raise KonexioError("badge-foreign", file=file)
