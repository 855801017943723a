"""Whether the key that signed is one of an organisation that the reader knows, and still good."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from konexio_cli.credentials.data_integrity import utc
from konexio_cli.credentials.issuer import Issuer, Period
from konexio_cli.credentials.issuer_document import ISSUER, endorsement, read_issuer
from konexio_cli.credentials.opening import Opened
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PublicKey


@dataclass(frozen=True, slots=True)
class Trust:
    """The organisations that a reader pinned, and those whose documents lay beside the work.

    Nobody is believed for what lay beside: it counts when a pinned organisation wrote it
    later, and otherwise only for what its own keys take back.
    """

    pinned: tuple[Issuer, ...] = ()
    beside: tuple[Issuer, ...] = ()

    def known(self, one: Opened) -> Issuer | None:
        """Return the pinned organisation whose key signed this; None when none is."""
        return next((i for i in self._newest() if i.period(one.key)), None)

    def check(self, one: Opened, now: datetime) -> None:
        """Raise KonexioError when a key or a date stands against a credential.

        A reader who pinned organisations believes no other.
        """
        known = self.known(one)
        if self.pinned and known is None:
            raise KonexioError("credential-other-issuer", file=one.file, issuer=one.issuer.name)
        if known and known.name != one.issuer.name:
            raise KonexioError("credential-other-name", file=one.file, issuer=one.issuer.name)
        speaking = tuple(issuer for issuer in self.beside if _speaks_for(issuer, one.key))
        for issuer in (*self._newest(), *speaking):
            if period := issuer.period(one.key):
                _check_key(one, period)
                _check_revoked(one, issuer)
        _check_dates(one, now)

    def _newest(self) -> tuple[Issuer, ...]:
        """Return the pinned organisations, each as it stands in the newest document it wrote."""
        written = ((one, *(b for b in self.beside if follows(b, one))) for one in self.pinned)
        return tuple(max(each, key=lambda one: one.number) for each in written)


def beside(folder: Path) -> tuple[Issuer, ...]:
    """Return the organisation whose document lies in a folder of credentials, if one does."""
    try:
        return (read_issuer(folder / ISSUER),)
    except KonexioError:
        return ()


def follows(newer: Issuer, older: Issuer) -> bool:
    """Whether the organisation of an older document wrote the newer one.

    All its keys are there, in the same order, and each key behind them was endorsed by the
    one before it.
    """
    return (
        newer.name == older.name
        and newer.number >= older.number
        and [one.key for one in newer.keys[: len(older.keys)]] == [one.key for one in older.keys]
        and _speaks_for(newer, older.key)
    )


def _speaks_for(issuer: Issuer, key: PublicKey) -> bool:
    """Whether the newest key of a document, which signed it, comes after `key` by its own word."""
    keys = [one.key for one in issuer.keys]
    if key not in keys:
        return False
    later = issuer.keys[keys.index(key) :]
    return all(
        before.key.has_signed(endorsement(issuer.name, after.key), after.endorsed)
        for before, after in itertools.pairwise(later)
    )


def _check_dates(one: Opened, now: datetime) -> None:
    claim = one.claim
    if claim.valid_from > now:
        raise KonexioError("credential-not-yet", file=one.file, when=utc(claim.valid_from))
    if claim.valid_until and claim.valid_until <= now:
        raise KonexioError("credential-expired", file=one.file, when=utc(claim.valid_until))


def _check_key(one: Opened, period: Period) -> None:
    if period.revoked:
        when, reason = utc(period.revoked.when), period.revoked.reason
        raise KonexioError("credential-key-revoked", file=one.file, when=when, reason=reason)
    if period.until and one.claim.valid_from > period.until:
        raise KonexioError("credential-key-retired", file=one.file, when=utc(period.until))


def _check_revoked(one: Opened, issuer: Issuer) -> None:
    taken = issuer.revoked.get(one.claim.id)
    if taken:
        when = utc(taken.when)
        raise KonexioError("credential-revoked", file=one.file, when=when, reason=taken.reason)
