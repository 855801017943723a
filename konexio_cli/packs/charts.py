"""The pictures that a notebook's cells have shown: charts, as they were when it was saved."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from konexio_cli.packs.notebooks import load
from konexio_cli.packs.old_notebooks import Unknown

_MOST, _MOST_BYTES = 6, 1 << 20
# A chunk of a PNG: its size, its kind, and a sum behind it; these kinds make what is seen.
_FRAME = 12
_DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"sRGB", b"gAMA"}
_PNG = b"\x89PNG\r\n\x1a\n"


def charts_in(body: bytes, path: Path) -> Iterator[bytes]:
    """Give the first PNG pictures among a notebook's outputs, in the order of its cells.

    `path` is only for messages. Raise KonexioError when it is no notebook.
    """
    content, _ = load(body, path)
    shown = (picture for cell in _tables(content.get("cells")) for picture in _of_cell(cell))
    yield from islice(shown, _MOST)


def _of_cell(cell: dict[str, Unknown]) -> Iterator[bytes]:
    for output in _tables(cell.get("outputs")):
        data = output.get("data")
        text = data.get("image/png") if isinstance(data, dict) else None
        # Jupyter writes it as one text, or as a list of its lines.
        text = "".join(map(str, text)) if isinstance(text, list) else text
        if isinstance(text, str) and (picture := _decoded(text)):
            yield picture


def _decoded(text: str) -> bytes:
    """Return a picture's bytes; b"" of what is none, or too large."""
    try:
        body = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return _only_drawn(body) if body.startswith(_PNG) and len(body) <= _MOST_BYTES else b""


def _only_drawn(png: bytes) -> bytes:
    """Return a picture without the words that programs write into it; b"" of a broken one."""
    kept, place = [_PNG], len(_PNG)
    while place + _FRAME <= len(png):
        (size,) = struct.unpack_from(">I", png, place)
        kind, end = png[place + 4 : place + 8], place + _FRAME + size
        if end > len(png):
            return b""
        if kind in _DRAWN:
            kept.append(png[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
    return b""


def _tables(found: Unknown) -> list[dict[str, Unknown]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
