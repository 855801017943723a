"""An organisation that signs: the history of its keys, and what it has taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from konexio_cli.credentials.document import IssuedBy
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PublicKey


@dataclass(frozen=True, slots=True)
class Taken:
    """Why and when a credential or a key was revoked."""

    when: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """A key of the organisation, and when it signed.

    What an older key signed stands, unless the key was revoked.
    `endorsed` is the signature of the key before it, which says: this one comes after me.
    It is empty for the first key, and when the key before was lost.
    """

    key: PublicKey
    since: datetime
    until: datetime | None = None
    revoked: Taken | None = None
    endorsed: bytes = b""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The organisation as it stands in its document: the newest key is the last one.

    `revoked` is by credential id; `number` grows with each change.
    """

    name: str
    keys: tuple[Period, ...]
    updated: datetime
    number: int = 1
    url: str = ""
    revoked: Mapping[str, Taken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError(self.name)

    @property
    def key(self) -> PublicKey:
        """The key that signs now."""
        return self.keys[-1].key

    @property
    def revocations(self) -> str:
        """Where the document can be had; without a web address, a name for it."""
        return self.url or f"{self.keys[0].key.did}#revocations"

    @property
    def issued_by(self) -> IssuedBy:
        """The organisation as its credentials name it."""
        return IssuedBy(self.key.did, self.name, self.revocations)

    def period(self, key: PublicKey) -> Period | None:
        """Return the time of a key; None for a key that is not one of the organisation's."""
        return next((one for one in self.keys if one.key == key), None)

    def rotated(self, key: PublicKey, when: datetime, endorsed: bytes) -> Issuer:
        """Return the organisation with a new key; what older keys signed stays valid."""
        *older, last = self.keys
        ended = replace(last, until=last.until or when)
        new = Period(key, when, endorsed=endorsed)
        return self._changed(when, keys=(*older, ended, new))

    def without(self, credential: str, taken: Taken) -> Issuer:
        """Return the organisation with a credential revoked; what is revoked already stays so."""
        return self._changed(taken.when, revoked={credential: taken} | dict(self.revoked))

    def without_key(self, key: PublicKey, taken: Taken) -> Issuer:
        """Return the organisation with one of its older keys revoked.

        Raise KonexioError for a strange key, and for the newest: somebody must sign this.
        """
        if self.period(key) is None:
            raise KonexioError("keys-unknown", key=key.did)
        if key == self.key:
            raise KonexioError("keys-newest", key=key.did)
        keys = tuple(
            replace(one, revoked=one.revoked or taken) if one.key == key else one
            for one in self.keys
        )
        return self._changed(taken.when, keys=keys)

    def _changed(self, when: datetime, **changes: object) -> Issuer:
        return replace(self, number=self.number + 1, updated=when, **changes)  # type: ignore[arg-type]  # fields of ours
