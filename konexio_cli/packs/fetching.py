"""A course fetched to look at: from a published folder, a zip file, a bundle or a repository."""

from __future__ import annotations

import zipfile
from pathlib import Path

from konexio_cli.archives import extract
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.cloning import clone, is_bundle
from konexio_cli.packs.published import newest_in, proven


def fetch(source: str, target: Path) -> None:
    """Put the files of `source` into the new folder `target`.

    Raise KonexioError when the source is refused, missing, broken, or not as published.
    """
    archive = _archive(source)
    if archive is None:
        clone(source, target)
        return
    # A copy: what was compared with its sum is what is taken apart.
    copy = target.with_name("archive")
    try:
        copy.write_bytes(proven(archive, needs_sum=archive != _path(source)))
        if is_bundle(copy):
            clone(str(copy), target)
        else:
            _take_apart(copy, target)
    except KonexioError as problem:
        facts = {
            fact: archive if str(value) == str(copy) else value
            for fact, value in problem.facts.items()
        }
        code = Exit.SOURCE if problem.exit_code is Exit.USAGE else problem.exit_code
        raise KonexioError(problem.code, code, **facts) from None


def _archive(source: str) -> Path | None:
    """Return the archive that a source is, or that a published folder holds."""
    path = _path(source)
    if path is None:
        return None
    if path.is_dir():
        return newest_in(path)
    is_zip = path.suffix.lower() == ".zip" or (path.is_file() and zipfile.is_zipfile(path))
    return path if path.is_file() and (is_zip or is_bundle(path)) else None


def _path(source: str) -> Path | None:
    """Return where a source is on this machine; None for what is no path here."""
    try:
        path = Path(source).expanduser().absolute()
        path.stat()
    except (OSError, RuntimeError, ValueError):
        return None
    return path


def _take_apart(archive: Path, target: Path) -> None:
    target.mkdir()
    for name, _ in extract(archive, target).refused:
        raise KonexioError("pull-entry", Exit.SOURCE, file=archive, name=name)
