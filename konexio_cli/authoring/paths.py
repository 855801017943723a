"""The gate `paths`: places of the author's own machine in what learners receive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.authoring.findings import Finding, Severity
from konexio_cli.durable import regular_files
from konexio_cli.errors import KonexioError
from konexio_cli.packs.files import read_text
from konexio_cli.packs.notebooks import parse, read_bytes

GATE = "paths"
# Folders that hold somebody's own files, on Linux, macOS, Colab and Windows. A name that
# merely begins with a slash may be a route of a web page: `/prices` is no place on a disk.
_PLACE = re.compile(
    r"(?<![\w./:\\-])"
    r"(?:/(?:home|Users|root|tmp|mnt|media|content|private|Volumes)/[\w.-]+[\w./-]*"
    r"|file://[^\s)\"']+"
    r"|[A-Za-z]:[\\/]+(?:Users|Documents|Temp|[\w. -]+[\\/])[\w.\\/ -]*\w)"
)
_LARGEST = 1 << 20


def paths(name: str, exercises: Path) -> Iterator[Finding]:
    """Refuse absolute paths in starters, which run nowhere else; warn of those in texts and data.

    A brief or a file of data may well show such a path on purpose: a starter may not.
    """
    for path in sorted(regular_files(exercises / name)):
        if path.suffix == ".ipynb" and path.stem == "starter":
            yield from _in_starter(path)
        elif path.suffix != ".toml" and path.stat().st_size <= _LARGEST:
            yield from _in_text(path)
    yield Finding(GATE, name)


def _in_starter(path: Path) -> Iterator[Finding]:
    for cell in parse(read_bytes(path), path).cells:
        for found in _PLACE.finditer(cell.source):
            facts: dict[str, object] = {"file": path, "cell": cell.name, "path": found[0]}
            yield Finding(GATE, path.name, "path-in-starter", facts)


def _in_text(path: Path) -> Iterator[Finding]:
    try:
        text = read_text(path)
    except KonexioError:
        return  # no text: a picture, a workbook, or a file that is wrong on purpose
    for number, line in enumerate(text.split("\n"), 1):
        for found in _PLACE.finditer(line):
            facts: dict[str, object] = {"file": path, "line": number, "path": found[0]}
            yield Finding(GATE, path.name, "path-in-text", facts, Severity.WARNING)
