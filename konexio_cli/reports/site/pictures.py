"""Which delivered pictures a page shows: only as files of their own, never as part of the page."""

from __future__ import annotations

import re
import struct
from pathlib import PurePosixPath

PICTURES = (".png", ".svg", ".jpg", ".jpeg")
_MOST_BYTES, _MOST_PIXELS = 1 << 20, 8_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SVG = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>]", re.DOTALL
)


def is_picture(name: str, body: bytes) -> bool:
    """Whether a file is the picture that its name says, and no larger than a page should load."""
    if len(body) > _MOST_BYTES:
        return False
    match PurePosixPath(name).suffix.lower():
        case ".svg":
            return _SVG.match(body.removeprefix(b"\xef\xbb\xbf")) is not None
        case ".png":
            return body.startswith(_PNG) and max(_size(body), default=0) in range(1, _MOST_PIXELS)
        case _:
            return body.startswith(_JPEG)


def _size(png: bytes) -> tuple[int, ...]:
    """Return width and height, as the head of a PNG file tells them."""
    return struct.unpack(">II", png[16:24]) if len(png) >= 24 else ()  # noqa: PLR2004 - where they end


def words_of(name: str) -> str:
    """Return the name of a picture's file as words, for those who do not see it."""
    return " ".join(re.split(r"[\s_-]+", PurePosixPath(name).stem)).strip()
