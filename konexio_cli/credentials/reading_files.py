"""Files of strangers, taken in whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError

_MOST = 1 << 20


def read_small(path: Path) -> bytes:
    """Return a file of at most 1 MiB. Raise KonexioError: none, no plain one, unreadable, larger.

    What is no plain file is not opened: a pipe would let its reader wait for ever.
    """
    if path.exists() and not path.is_file():
        raise KonexioError("file-not-plain", file=path)
    try:
        with path.open("rb") as file:
            body = file.read(_MOST + 1)
    except FileNotFoundError:
        raise KonexioError("file-missing", file=path) from None
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise KonexioError("file-unreadable", Exit.MACHINE, file=path, why=why) from None
    if len(body) > _MOST:
        raise KonexioError("credential-large", file=path)
    return body


def sha256_of(folder: Path, name: str) -> str:
    """Return the hexadecimal SHA-256 of a file in a folder.

    "" when there is none: also when a link stands on the way, or the name leads elsewhere.
    """
    path = folder.resolve() / name
    if path.resolve() != path or not path.is_relative_to(folder.resolve()) or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
