"""The keys of an organisation in a folder: its document for everybody, a sealed file per key.

A key's file is written before the document names it: a crash between the two leaves a file
that nothing needs, never a key that is named and lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from konexio_cli.credentials.issuer import Issuer, Period, Taken
from konexio_cli.credentials.issuer_document import (
    ISSUER,
    endorsement,
    read_issuer,
    write_issuer,
)
from konexio_cli.durable import machine_errors
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PrivateKey, PublicKey, new_key
from konexio_cli.keys.key_file import read_key, write_key

_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Keyring:
    """The folder of an organisation's keys; every method may raise KonexioError."""

    folder: Path

    @property
    def document(self) -> Path:
        """The file that others pin."""
        return self.folder / ISSUER

    def file_of(self, key: PublicKey) -> Path:
        """Return the sealed file of a key."""
        return self.folder / f"{key.multibase}.key.json"

    def issuer(self) -> Issuer:
        """Return the organisation as its document tells it."""
        if not self.document.exists():
            raise KonexioError("keys-missing", folder=self.folder)
        return read_issuer(self.document)

    def newest(self, passphrase: str) -> PrivateKey:
        """Return the key that signs now."""
        return read_key(self.file_of(self.issuer().key), passphrase)

    def begin(self, name: str, url: str, passphrase: str, now: datetime) -> Issuer:
        """Begin an organisation with its first key."""
        if self.document.exists():
            raise KonexioError("keys-exist", folder=self.folder)
        key = self._made(passphrase)
        issuer = Issuer(name, (Period(key.public, now),), now, url=url)
        write_issuer(self.document, issuer, key)
        return issuer

    def rotate(self, passphrase: str, now: datetime, *, lost: bool = False) -> Issuer:
        """Add a key under the same passphrase; the one before endorses it unless it is `lost`."""
        issuer = self.issuer()
        before = None if lost else self.newest(passphrase)
        key = self._made(passphrase)
        word = before.sign(endorsement(issuer.name, key.public)) if before else b""
        issuer = issuer.rotated(key.public, now, word)
        write_issuer(self.document, issuer, key)
        return issuer

    def revoke(self, credential: str, passphrase: str, taken: Taken) -> Issuer:
        """Take a credential back, by its id."""
        return self._rewritten(self.issuer().without(credential, taken), passphrase)

    def revoke_key(self, key: PublicKey, passphrase: str, taken: Taken) -> Issuer:
        """Take back an older key, and with it all that it ever signed."""
        return self._rewritten(self.issuer().without_key(key, taken), passphrase)

    def _rewritten(self, issuer: Issuer, passphrase: str) -> Issuer:
        write_issuer(self.document, issuer, self.newest(passphrase))
        return issuer

    def _made(self, passphrase: str) -> PrivateKey:
        if len(passphrase) < _SHORTEST:
            raise KonexioError("passphrase-short", least=_SHORTEST)
        with machine_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = new_key()
        write_key(self.file_of(key.public), key, passphrase)
        return key
