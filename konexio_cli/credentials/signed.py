"""A credential whose signature fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from konexio_cli.keys.ed25519 import PublicKey


@dataclass(frozen=True, slots=True)
class Signed:
    """The credential as JSON without proofs, and the key that signed it: nobody is believed yet."""

    document: dict[str, Any]
    key: PublicKey
