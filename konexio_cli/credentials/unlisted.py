"""What lies in a folder and is on no list: each file, and each folder with nothing known in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

# What systems leave wherever somebody looks.
_LEFT = {".DS_Store", "Thumbs.db", "desktop.ini"}
# Where Jupyter keeps its own copies of what is opened in it; no page shows them.
_COPIES, _COPY = ".ipynb_checkpoints", "-checkpoint.ipynb"


def unlisted(folder: Path, listed: Collection[str], apart: Collection[str] = ()) -> Iterator[str]:
    """Give the names below `folder` that are not listed, in their order.

    Folders that are `apart` are somebody else's to look at. A link is never followed.
    """
    known = {name: PurePosixPath(name) for name in (*listed, *apart)}
    ways = {parent.as_posix() for one in known.values() for parent in one.parents}
    return _below(folder, PurePosixPath(), {*known}, ways)


def _below(
    folder: Path, place: PurePosixPath, known: Collection[str], ways: Collection[str]
) -> Iterator[str]:
    for path in sorted((folder / place).iterdir()):
        name = (place / path.name).as_posix()
        is_folder = path.is_dir() and not path.is_symlink()
        if name in known or _is_nothing(path, is_folder=is_folder):
            continue
        if is_folder and name in ways:
            yield from _below(folder, place / path.name, known, ways)
        else:
            yield name


def _is_nothing(path: Path, *, is_folder: bool) -> bool:
    if not is_folder:
        return path.name in _LEFT and path.is_file() and not path.is_symlink()
    try:
        inside = list(path.iterdir())
        return not inside or (path.name == _COPIES and all(map(_is_copy, inside)))
    except OSError:
        return False


def _is_copy(path: Path) -> bool:
    return path.name.endswith(_COPY) and path.is_file() and not path.is_symlink()
