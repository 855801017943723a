"""Text of strangers made harmless for a terminal, a table or a log; meaning is kept."""

from __future__ import annotations

import unicodedata

# Marks that reorder or hide what a reader sees: bidi controls, zero-width characters.
_DECEIVING = {
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x200B,
    0x200E,
    0x200F,
    0x2060,
    0xFEFF,
}


def plain(text: str) -> str:
    """Return `text` with control, bidi and invisible characters shown by their code.

    Line ends and tabs stay; Arabic, Chinese and accents stay as they are.
    """
    return "".join(map(_shown, text))


def one_line(text: str) -> str:
    """Return `text` as plain text on a single line."""
    return plain(" ".join(text.split()) if "\n" in text or "\t" in text else text)


def _shown(character: str) -> str:
    if character in "\n\t":
        return character
    hidden = ord(character) in _DECEIVING or unicodedata.category(character) in {"Cc", "Cs"}
    return f"<U+{ord(character):04X}>" if hidden else character
