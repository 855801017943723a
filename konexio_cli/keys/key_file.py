"""A private key in a file: as it is for a learner, under a passphrase for an organisation.

With a passphrase the seed is sealed by libsodium's secretbox, under a key that Argon2id
makes of the passphrase.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

import nacl.pwhash.argon2id as argon2
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from konexio_cli.durable import write_atomically
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.keys.ed25519 import PrivateKey

_FORMAT = 1


def write_key(path: Path, key: PrivateKey, passphrase: str = "") -> None:
    """Write a key that only its owner can read. Raise KonexioError; nothing is ever replaced."""
    if path.exists():
        raise KonexioError("key-exists", file=path)
    secret = _sealed(key, passphrase) if passphrase else {"seed": key.seed.hex()}
    content = {"format": _FORMAT, "public": key.public.did} | secret
    _write_once(path, json.dumps(content, indent=1) + "\n")


def _write_once(path: Path, text: str) -> None:
    """Write a whole file under a name that is free; of two at the same moment, one is refused."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    write_atomically(temporary, text, mode=0o600)
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise KonexioError("key-exists", file=path) from None
    except OSError:  # a file has one name only here, as on many USB sticks
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_key(path: Path, passphrase: str = "") -> PrivateKey:
    """Return the key in a file. Raise KonexioError: no file, damaged, or another passphrase."""
    try:
        content = json.loads(path.read_text("utf-8"))
        if "sealed" in content and not passphrase:
            raise KonexioError("key-needs-passphrase", file=path)
        seed = _opened(content, passphrase) if "sealed" in content else content["seed"]
        key = PrivateKey(bytes.fromhex(seed))
    except FileNotFoundError:
        raise KonexioError("key-missing", file=path) from None
    except OSError as problem:
        raise KonexioError("file-unreadable", Exit.MACHINE, file=path, why=str(problem)) from None
    except CryptoError:
        raise KonexioError("key-passphrase", file=path) from None
    except (ValueError, KeyError, TypeError):
        raise KonexioError("key-damaged", file=path) from None
    if key.public.did != content.get("public"):
        raise KonexioError("key-damaged", file=path)
    return key


def _sealed(key: PrivateKey, passphrase: str) -> dict[str, str]:
    salt = random(argon2.SALTBYTES)
    sealed = _box(passphrase, salt).encrypt(key.seed.hex().encode())
    return {"salt": salt.hex(), "sealed": bytes(sealed).hex()}


def _opened(content: dict[str, Any], passphrase: str) -> str:
    salt, sealed = bytes.fromhex(content["salt"]), bytes.fromhex(content["sealed"])
    return _box(passphrase, salt).decrypt(sealed).decode()


def _box(passphrase: str, salt: bytes) -> SecretBox:
    # Interactive: 64 MiB and a blink of an old laptop. The salt is new for each file.
    made = argon2.kdf(
        SecretBox.KEY_SIZE,
        passphrase.encode(),
        salt,
        opslimit=argon2.OPSLIMIT_INTERACTIVE,
        memlimit=argon2.MEMLIMIT_INTERACTIVE,
    )
    return SecretBox(made)
