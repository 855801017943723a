"""Base 58 as Bitcoin writes it: the text form of keys and signatures in did:key and multibase.

Source: the IETF draft "The Base58 Encoding Scheme" (draft-msporny-base58-03).
"""

from __future__ import annotations

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
# Keys and signatures have at most 66 bytes. The work grows with the square of the length.
_LONGEST = 200


def to_base58(data: bytes) -> str:
    """Return `data` as text; each zero byte at its start is a `1`."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number, signs = int.from_bytes(data), ""
    while number:
        number, value = divmod(number, 58)
        signs = _ALPHABET[value] + signs
    return "1" * zeros + signs


def from_base58(text: str) -> bytes:
    """Return the bytes that `to_base58` wrote. Raise ValueError for any other text."""
    if len(text) > _LONGEST or not set(text) <= _VALUES.keys():
        raise ValueError(text[:_LONGEST])
    zeros = len(text) - len(text.lstrip("1"))
    number = 0
    for sign in text:
        number = number * 58 + _VALUES[sign]
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
