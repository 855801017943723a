"""Text of strangers made harmless for a terminal, a table or a log; meaning is kept."""

from __future__ import annotations

import unicodedata

# Controls, half characters, line ends that few programs know, and marks that reorder or
# hide what a reader sees.
_HIDDEN = {"Cc", "Cs", "Cf", "Zl", "Zp"}
# The marks among these that spelling needs: joiners (Persian, Hindi, emoji), and the signs
# that Arabic, Syriac and Kaithi write over their numbers.
_SPELLING = {
    *(0x200C, 0x200D),
    *range(0x0600, 0x0606),
    *(0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD),
}
# Codes that Unicode keeps free for ever; XML refuses some of them.
_NO_CHARACTERS = {
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
}


def plain(text: str) -> str:
    """Return `text` with control, bidi and invisible characters shown by their code.

    Line ends and tabs stay; Arabic, Chinese and accents stay as they are.
    """
    # What Python prints as it is holds nothing hidden; most lines are like that.
    lines = text.replace("\n", "").replace("\t", "")
    return text if lines.isprintable() else "".join(map(_shown, text))


def one_line(text: str) -> str:
    """Return `text` as plain text on a single line."""
    return plain(" ".join(text.split()) if "\n" in text or "\t" in text else text)


def _shown(character: str) -> str:
    code = ord(character)
    if character in "\n\t" or code in _SPELLING:
        return character
    hidden = unicodedata.category(character) in _HIDDEN or code in _NO_CHARACTERS
    return f"<U+{code:04X}>" if hidden else character
