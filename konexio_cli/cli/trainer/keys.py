"""`konexio keys`: the keys of an organisation that signs credentials."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.passphrase import PassphraseFile, passphrase
from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.credentials.issuer import Issuer, Period
    from konexio_cli.credentials.keyring import Keyring
    from konexio_cli.keys.ed25519 import PublicKey
    from konexio_cli.reports.catalogue import Texts

Keys: TypeAlias = Annotated[
    Path | None, typer.Option("--keys", envvar="KONEXIO_KEYS", show_envvar=False)
]


def new(
    ctx: typer.Context,
    organisation: Annotated[str, typer.Argument()],
    url: Annotated[str, typer.Option("--url")] = "",
    keys: Keys = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Begin an organisation: its first key, and the document that others pin."""
    asked: Asked = ctx.obj
    ring, word = keyring(keys), passphrase(passphrase_file, asked, new=True)
    return _show("keys new", ring, ring.begin(organisation, url, word, _now()), asked)


def rotate(
    ctx: typer.Context,
    lost: Annotated[bool, typer.Option("--lost")] = False,
    keys: Keys = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Add a key that signs from now on; what the older ones signed stays valid."""
    asked: Asked = ctx.obj
    ring, word = keyring(keys), passphrase(passphrase_file, asked, new=lost)
    return _show("keys rotate", ring, ring.rotate(word, _now(), lost=lost), asked)


def revoke(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument()],
    reason: Annotated[str, typer.Option("--reason")],
    keys: Keys = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Take back a credential, or an older key with all that it signed."""
    from konexio_cli.credentials.issuer import Taken

    asked: Asked = ctx.obj
    ring, taken = keyring(keys), Taken(_now(), reason)
    key, credential = _meant(target, ring.issuer())
    word = passphrase(passphrase_file, asked)
    if key is not None:
        return _show("keys revoke", ring, ring.revoke_key(key, word, taken), asked)
    return _show("keys revoke", ring, ring.revoke(credential, word, taken), asked)


def show_keys(ctx: typer.Context, keys: Keys = None) -> int:
    """Show the organisation, its keys, and what it has taken back."""
    ring = keyring(keys)
    return _show("keys show", ring, ring.issuer(), ctx.obj)


def keyring(keys: Path | None) -> Keyring:
    """Return the folder of keys: the named one, else that of this user on this machine."""
    from platformdirs import user_data_path

    from konexio_cli.credentials.keyring import Keyring

    return Keyring(keys or user_data_path("konexio", appauthor=False) / "keys")


def _meant(target: str, issuer: Issuer) -> tuple[PublicKey | None, str]:
    """Return the key that is named, or the id of the credential: itself, or that of a file."""
    from konexio_cli.credentials.opening import opened
    from konexio_cli.keys.ed25519 import public_key

    if target.startswith("did:key:"):
        try:
            return public_key(target), ""
        except ValueError:
            raise KonexioError("keys-unknown", key=target) from None
    if target.startswith("urn:uuid:"):
        return None, target
    one = opened(Path(target))
    if issuer.period(one.key) is None:
        raise KonexioError("keys-not-ours", file=target)
    return None, one.claim.id


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _show(command: str, ring: Keyring, issuer: Issuer, asked: Asked) -> int:
    data: dict[str, object] = {
        "organisation": issuer.name,
        "document": str(ring.document),
        "number": issuer.number,
        "keys": [_key_data(one) for one in issuer.keys],
        "revoked": [
            {"id": one, "when": taken.when.isoformat(), "reason": taken.reason}
            for one, taken in sorted(issuer.revoked.items())
        ],
    }
    after = asked.texts.say("keys.next", file=ring.document)
    return show(Result(command, data, tuple(_view(issuer, asked.texts)), next_step=after), asked)


def _key_data(one: Period) -> dict[str, object]:
    return {
        "id": one.key.did,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "revoked": one.revoked.reason if one.revoked else None,
    }


def _view(issuer: Issuer, texts: Texts) -> list[RenderableType]:
    from rich.text import Text

    lines = [Text(texts.say("keys.organisation", name=issuer.name), style="bold")]
    for one in issuer.keys:
        state = "revoked" if one.revoked else "older" if one.until else "signs"
        facts = {"key": one.key.did, "since": one.since.date(), "until": one.until or ""}
        lines.append(Text(texts.say(f"keys.{state}", **facts)))
    for credential, taken in sorted(issuer.revoked.items()):
        facts = {"id": credential, "when": taken.when.date(), "reason": taken.reason}
        lines.append(Text(texts.say("keys.taken", **facts)))
    return list(lines)
