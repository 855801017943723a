"""How a proof names its key: as the one key of a did:key.

Source: W3C CCG, "The did:key Method": the key's own name stands behind the `#` again.
"""

from __future__ import annotations

from konexio_cli.keys.ed25519 import PublicKey, public_key


def method_of(key: PublicKey) -> str:
    """Return the name of a key in a proof: `did:key:z6Mk…#z6Mk…`."""
    return f"{key.did}#{key.multibase}"


def key_of(method: object) -> PublicKey | None:
    """Return the key that a proof names; None for any other name."""
    if not isinstance(method, str):
        return None
    try:
        key = public_key(method.partition("#")[0])
    except ValueError:
        return None
    return key if method_of(key) == method else None
