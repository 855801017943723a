"""Content and notebooks taken from the disk: regular files only, and never without a limit."""

from __future__ import annotations

import stat
from pathlib import Path

from konexio_cli.errors import KonexioError

_TEXT_BYTES = 1 << 20


def read_file(path: Path, most: int, too_large: str = "file-too-large") -> bytes:
    """Return the bytes of a regular file; `too_large` is the error's code beyond `most` bytes.

    Raise KonexioError when it is missing, not a regular file, unreadable or too large.
    """
    try:
        _demand_regular(path)
        with path.open("rb") as file:
            body = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise KonexioError("file-missing", file=path) from None
    except OSError as problem:
        raise KonexioError("file-unreadable", file=path, why=problem.strerror) from None
    if len(body) > most:
        raise KonexioError(too_large, file=path, limit=most >> 20)
    return body


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file as `read_file` does, without BOM, lines ended by newlines.

    Raise KonexioError also when it is not UTF-8.
    """
    try:
        return read_file(path, _TEXT_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise KonexioError("file-not-utf8", file=path) from None


def _demand_regular(path: Path) -> None:
    # A pipe that nobody writes to would keep us waiting for ever.
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise KonexioError("file-is-folder", file=path)
    if not stat.S_ISREG(mode):
        raise KonexioError("file-not-regular", file=path)
