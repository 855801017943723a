"""Who works in a workspace: the learner's key, made once, and the name of this copy of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.durable import write_atomically
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.keys.ed25519 import PrivateKey, new_key
from konexio_cli.keys.key_file import read_key, write_key
from konexio_cli.portfolio.workspace import Workspace

_KEY = Path(".konexio", "key.json")
_ID = Path(".konexio", "id")
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Identity:
    """The key that signs this learner's work, and the workspace's id: 16 hexadecimal digits."""

    key: PrivateKey
    workspace: str


def identity_of(workspace: Workspace) -> Identity:
    """Return who works here; an older workspace gets its key now.

    A copied workspace is the same learner's. Raise KonexioError when the key is damaged:
    a new one would be somebody else's.
    """
    path = key_file(workspace.folder)
    if not path.exists():
        try:
            write_key(path, new_key())
        except KonexioError as problem:
            if problem.code != "key-exists":  # another command made one in this moment
                raise
    try:
        return Identity(read_key(path), _id(workspace.folder / _ID))
    except KonexioError as problem:
        if problem.code != "key-damaged":
            raise
        raise KonexioError("learner-key-damaged", Exit.MACHINE, file=path) from None


def key_file(folder: Path) -> Path:
    """Return where a workspace keeps its key, there or not."""
    return folder / _KEY


def _id(path: Path) -> str:
    try:
        found = path.read_text("ascii").strip()
        if len(found) == _ID_LENGTH and set(found) <= set("0123456789abcdef"):
            return found
    except (OSError, ValueError):
        pass
    made = secrets.token_hex(_ID_LENGTH // 2)
    write_atomically(path, made + "\n")
    return made
