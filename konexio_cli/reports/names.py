"""People's names as file names: readable, and harmless on every system."""

from __future__ import annotations

import unicodedata

_FORBIDDEN = set('<>:"/\\|?*')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
_LONGEST = 60


def file_name(name: str) -> str:
    """Return `name` as the name of a file or folder; "" when nothing of it can be kept.

    Letters of every script, digits, spaces and hyphens stay.
    """
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", name)
        if c not in _FORBIDDEN and not unicodedata.category(c).startswith("C")
    )
    kept = kept.strip(" .-")[:_LONGEST].strip()
    return f"{kept}_" if kept.lower() in _RESERVED else kept
