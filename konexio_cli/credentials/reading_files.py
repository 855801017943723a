"""Files of strangers, taken in whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

from konexio_cli.errors import Exit, KonexioError

_MOST = 1 << 20
_CHUNK = 1 << 16


def read_small(path: Path) -> bytes:
    """Return a file of at most 1 MiB. Raise KonexioError: no such file, unreadable, larger."""
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


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file; "" for what is no file, or a link to one."""
    if path.is_symlink() or not path.is_file():
        return ""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
