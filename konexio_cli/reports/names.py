"""People's names as file names: readable, and harmless on every system."""

from __future__ import annotations

import unicodedata

_FORBIDDEN = set('<>:"/\\|?*')
_NUMBERS = "123456789¹²³"
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in _NUMBERS
}
_LONGEST = 60


def file_name(name: str) -> str:
    """Return `name` as the name of a file or folder; "" when nothing of it can be kept.

    Letters of every script, digits, spaces and hyphens stay; what parts words, such as a
    slash or a line end, becomes a space.
    """
    words = "".join(map(_kept, name)).split()
    return _cut(_unreserved(_cut(unicodedata.normalize("NFC", " ".join(words)))))


def _kept(character: str) -> str:
    if character in _FORBIDDEN or character.isspace():
        return " "
    return "" if unicodedata.category(character).startswith("C") else character


def _unreserved(name: str) -> str:
    """Return a name that Windows does not take for a device, as it does `con` and `con.txt`."""
    stem, dot, rest = name.partition(".")
    stem = stem.rstrip()
    return f"{stem}_{dot}{rest}" if stem.lower() in _RESERVED else name


def _cut(name: str) -> str:
    return name[:_LONGEST].strip(" .-")
