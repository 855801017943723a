"""What the report of one exercise depends on, as one SHA-256."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from konexio_cli.durable import regular_files
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

_PACKAGE = Path(__file__).parents[1]
# The course in the wheel is content, and sentences decide nothing: each exercise adds its own.
_NOT_PROGRAM = ("packs/embedded/", "reports/texts/")


def fingerprint(name: str, exercises: Path, graders: Path, *asked: str) -> str:
    """Return what changes when the report of an exercise may; "" when that cannot be said.

    It covers both its folders, the messages that its attempts name, this program, and the
    Python and libraries it runs on; `asked` is what else the report depends on. What a link
    leads to may change unseen, so a folder with one has none.
    """
    folders = (exercises / name, graders / name)
    if any(path.is_symlink() for folder in folders for path in (folder, *folder.rglob("*"))):
        return ""
    digest = hashlib.sha256()
    for part in (program(_PACKAGE), name, *asked, *_messages(folders[1])):
        digest.update(f"{len(part)}\0{part}".encode())
    for folder in folders:
        for file, body in _files(folder):
            digest.update(f"{len(file)}\0{file}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def program(package: Path) -> str:
    """Return what names the program in `package`, its Python, its libraries and its system."""
    digest = hashlib.sha256(f"{sys.version}\0{platform.platform()}".encode())
    for name, body in _files(package):
        if not name.startswith(_NOT_PROGRAM):
            digest.update(f"{name}\0{len(body)}\0".encode() + body)
    for one in sorted(f"{d.name}=={d.version}" for d in metadata.distributions()):
        digest.update(f"{one}\0".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    named = {path.relative_to(folder).as_posix(): path for path in regular_files(folder)}
    for name in sorted(named):
        if "__pycache__" not in name:
            yield name, named[name].read_bytes()


def _messages(grader: Path) -> Iterator[str]:
    """Give what a learner is told for each wrong attempt, in every language."""
    for name in sorted({path.stem for path in grader.glob("**/attempts/*/*.py")}):
        for language in Language:
            yield f"{name} {language} {Texts(language).misconception(name)}"
