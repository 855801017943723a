"""Published files: their names, their versions, and the sums that prove them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.files import read_file

_MAX_BYTES = 512 << 20
_SUM_BYTES = 1 << 10
_LEARNERS = re.compile(r"course-(\d+)\.(\d+)\.(\d+)-learners\.(zip|bundle)")
_SUM = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>[^\n]+)\n?")


def learners_name(version: str, kind: str) -> str:
    """Return what the learners' archive of a course is called; `kind` is zip or bundle."""
    return f"course-{version}-learners.{kind}"


def graders_name(version: str) -> str:
    """Return what the graders' archive of a course is called."""
    return f"course-{version}-graders.zip"


def sum_name(name: str) -> str:
    """Return what the file with the SHA-256 of a published file is called."""
    return f"{name}.sha256"


def sum_text(name: str, body: bytes) -> str:
    """Return what stands in it, in the form of the program sha256sum."""
    return f"{hashlib.sha256(body).hexdigest()}  {name}\n"


def newest_in(folder: Path) -> Path | None:
    """Return the learners' archive of the highest version in a folder; None for none."""
    if not folder.is_dir():
        return None
    named = ((_LEARNERS.fullmatch(path.name), path) for path in folder.iterdir())
    # Of one version the zip file is taken: it needs no git.
    ranked = [
        (tuple(map(int, found.groups()[:3])), found[4] == "zip", path)
        for found, path in named
        if found and path.is_file()
    ]
    return max(ranked)[2] if ranked else None


def proven(path: Path, *, needs_sum: bool) -> bytes:
    """Return the bytes of a published file, compared with the sum beside it.

    Raise KonexioError when they differ, or when there is no sum and `needs_sum`.
    """
    body = read_file(path, _MAX_BYTES)
    beside = path.with_name(sum_name(path.name))
    if not beside.is_file():
        if needs_sum:
            raise KonexioError("published-no-sum", Exit.SOURCE, file=beside.name)
        return body
    with beside.open("rb") as file:
        told = _SUM.fullmatch(file.read(_SUM_BYTES).decode("utf-8", "replace"))
    if not told or told["sum"] != hashlib.sha256(body).hexdigest() or told["name"] != path.name:
        raise KonexioError("published-changed", Exit.SOURCE, file=path.name)
    return body
