"""Where courses come from: the wheel, a folder, published files, a repository."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.durable import machine_errors, regular_files
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.exercises import read_course
from konexio_cli.packs.fetching import fetch
from konexio_cli.safegit import without_password

_MAX_FILES = 5_000
_MAX_BYTES = 256 << 20
_NEVER = {"graders", "__pycache__"}


def pull_course(source: str, cache: Path) -> Path:
    """Copy the course in `source` into `cache`, in a folder named by its content; return that.

    `source` is a folder with a course or with published files, a zip file, a bundle, a git
    address or a local repository. Folders of earlier pulls stay as they are. Raise KonexioError when the source cannot be had, holds no
    course or one that does not read, or is too large.
    """
    with machine_errors(cache):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".pull-") as scratch:
            root = _root(source, Path(scratch, "fetched"))
            copied = Path(scratch, "course")
            name = _digest(root, copied)
            _check(copied)
            return _keep(copied, cache / name)


def _root(source: str, scratch: Path) -> Path:
    """Return the folder with course.toml; what is not a folder of files is fetched first."""
    # A name that is no path here, such as an address, raises or is not found: both are fine.
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        found = _course_in(Path(source).expanduser().resolve())
        if found:
            return found
    fetch(source, scratch)
    found = _course_in(scratch) or _course_in(_only_folder(scratch))
    if found is None:
        raise KonexioError("pull-no-course", Exit.SOURCE, source=without_password(source))
    return found


def _only_folder(folder: Path) -> Path:
    """Return the one folder that stands in `folder`, as many programs make archives."""
    inside = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
    return inside[0] if len(inside) == 1 else folder


def _course_in(folder: Path) -> Path | None:
    places = (folder / "exercises", folder)
    return next((p for p in places if not p.is_symlink() and _is_course(p)), None)


def _is_course(folder: Path) -> bool:
    file = folder / "course.toml"
    return file.is_file() and not file.is_symlink()


def _digest(root: Path, copy_to: Path | None = None) -> str:
    """Return the SHA-256 of the names and bytes of a course, copied on the way if asked."""
    digest = hashlib.sha256()
    for name, body in course_files(root):
        digest.update(os.fsencode(f"{name}\0{len(body)}\0") + body)
        if copy_to:
            (copy_to / name).parent.mkdir(parents=True, exist_ok=True)
            (copy_to / name).write_bytes(body)
    return digest.hexdigest()


def course_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of a course's folder, sorted by their names in it.

    Nothing hidden, no links, and no folder of graders. Raise KonexioError when they are too many.
    """
    named = sorted(itertools.islice(_named(root), _MAX_FILES + 1))
    left = _MAX_BYTES
    for name, path in named:
        body = _read(path, left + 1)
        left -= len(body)
        if left < 0 or len(named) > _MAX_FILES:
            raise KonexioError(
                "pull-too-large", Exit.SOURCE, files=_MAX_FILES, megabytes=_MAX_BYTES >> 20
            )
        yield name, body


def _named(root: Path) -> Iterator[tuple[str, Path]]:
    """Give a course's files with their names: nothing hidden, nothing of a grader."""
    for path in regular_files(root):
        parts = path.relative_to(root).parts
        if not any(p.startswith(".") or p.lower() in _NEVER for p in parts):
            yield "/".join(parts), path


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as problem:
        raise KonexioError(
            "file-unreadable", Exit.SOURCE, file=path, why=problem.strerror
        ) from None


def _check(copied: Path) -> None:
    """Raise the reader's own error, with the file named as the course names it."""
    try:
        read_course(copied)
    except KonexioError as problem:
        facts = {
            name: fact.relative_to(copied) if isinstance(fact, Path) else fact
            for name, fact in problem.facts.items()
        }
        raise KonexioError(problem.code, Exit.SOURCE, **facts) from None


def _keep(copied: Path, kept: Path) -> Path:
    """Move a copy to its place in one step, unless the same course is already there."""
    if kept.is_dir() and _digest(kept) != kept.name:
        # A power cut, or a curious hand. What is in the scratch folder goes with it.
        kept.rename(copied.with_name("damaged"))
    try:
        copied.rename(kept)
    except OSError:
        # Another pull of the same course may have been faster.
        if not kept.is_dir():
            raise
    return kept
