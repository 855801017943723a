"""What a file tells of the machine that it was made on: paths of its owner's own folders."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

# A home folder or a drive, with a name behind it; not the same letters in an address.
_PATH = re.compile(
    rb"(?<![\w.:/\\-])(?:file://)?"
    rb"(?:/(?:home|Users|root|mnt|media|content)/[^\s/\"'<>]+|[A-Za-z]:[\\/](?!/)[^\s\"'<>]+"
    rb"|\\\\[\w.-]+\\[^\s\"'<>]+)",
    re.IGNORECASE,
)
_LONGEST = 120
# What is looked at in a file that is an archive, as spreadsheets are.
_MEMBERS, _MEMBER_BYTES = 200, 4 << 20


def own_path_in(body: bytes, own: Sequence[Path] = ()) -> str:
    """Return the first path of somebody's own machine that is in a file; "" for none.

    `own` are folders whose names must not be in it either, whatever they look like. An
    archive, such as a spreadsheet, is looked into.
    """
    names = [form for folder in own if (form := str(folder).encode()) and len(folder.parts) > 1]
    for part in _parts(body):
        plain = part.replace(b"\0", b"")  # UTF-16 has one beside each plain letter
        found = _PATH.search(plain)
        if found:
            return found[0][:_LONGEST].decode("utf-8", "replace")
        for name in names:
            if name in plain:
                return name[:_LONGEST].decode("utf-8", "replace")
    return ""


def _parts(body: bytes) -> Iterator[bytes]:
    yield body
    if not body.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for info in archive.infolist()[:_MEMBERS]:
                with archive.open(info) as member:
                    yield member.read(_MEMBER_BYTES)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        return
