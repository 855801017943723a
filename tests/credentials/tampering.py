"""The tamper table: each row takes a good portfolio and does one thing that must be noticed.

`python scripts/tamper_table.py` prints it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from konexio_cli.credentials.data_integrity import with_proof
from konexio_cli.credentials.document import document_of
from konexio_cli.credentials.issuer import Taken
from konexio_cli.credentials.issuer_document import ISSUER, endorsement, write_issuer
from konexio_cli.credentials.jwt import to_jwt
from konexio_cli.keys.ed25519 import new_key

from . import tampering_work
from .making import (
    BEFORE,
    NOW,
    Organisation,
    a_claim,
    an_organisation,
    write,
)
from .tampered import BILAL, ROWS, World, other_work, row

# The table begins with the work.
__all__ = ["ROWS", "tampering_work"]


# The person.


@row("The credential of another learner is put beside the work", "credential-replayed")
def _(world: World) -> None:
    claim = a_claim(BILAL)
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


@row("Somebody else shows the credential as theirs", "credential-other-person")
def _(world: World) -> None:
    world.name = BILAL


@row("The credential of another task is given this task's file name", "credential-swapped")
def _(world: World) -> None:
    claim = replace(world.claim, code="c1/other-task", works=(other_work(world),))
    world.alone("jwt").write_text(world.organisation.issue(claim).jwt, "utf-8")


# What it says.


@row("A label is edited in the JSON", "credential-changed")
def _(world: World) -> None:
    text = world.alone("json").read_text("utf-8")
    world.file("json").write_text(
        text.replace("to be confirmed by a trainer", "confirmed by a trainer"), "utf-8"
    )


@row("A label is edited in the JWT", "credential-changed")
def _(world: World) -> None:
    def raise_label(payload: dict[str, Any]) -> None:
        payload["credentialSubject"]["result"][3]["status"] = "Completed"

    path = world.alone("jwt")
    path.write_text(edited_jwt(path.read_text("utf-8"), raise_label), "utf-8")


@row("A label is edited in the picture", "badge-words")
def _(world: World) -> None:
    text = world.alone("svg").read_text("utf-8")
    world.file("svg").write_text(text.replace(">Graded by", ">Confirmed by"), "utf-8")


@row("The title is edited in the picture", "badge-words")
def _(world: World) -> None:
    text = world.alone("svg").read_text("utf-8")
    world.file("svg").write_text(text.replace(">Clean", ">Lead"), "utf-8")


@row("A gold star is painted over the picture", "badge-foreign")
def _(world: World) -> None:
    _add_to_badge(world, '<path d="M1 1h9v9z" fill="gold"/>')


@row("A program is put into the picture", "badge-foreign")
def _(world: World) -> None:
    _add_to_badge(world, '<script href="https://example.org/x.js"/>')


@row("The picture names a document type, to read other files", "badge-foreign")
def _(world: World) -> None:
    text = world.alone("svg").read_text("utf-8")
    bomb = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    world.file("svg").write_text(bomb + text, "utf-8")


@row("A second credential is baked into the picture", "badge-twice")
def _(world: World) -> None:
    second = '<c:credential xmlns:c="https://purl.imsglobal.org/ob/v3p0" verify="eyJ"/>'
    _add_to_badge(world, second)


@row("The picture holds another credential than the files beside it", "credential-twins")
def _(world: World) -> None:
    other = replace(world.claim, id=world.claim.id.replace("0b9e", "1b9e"))
    world.file("svg").write_text(world.organisation.issue(other).svg, "utf-8")


@row("The JSON twin is that of an older credential", "credential-twins")
def _(world: World) -> None:
    other = replace(world.claim, label="Graded, read and confirmed by a trainer")
    world.file("json").write_text(world.organisation.issue(other).json, "utf-8")


@row("A key stands twice in the JSON, the right value last", "credential-key-twice")
def _(world: World) -> None:
    text = world.alone("json").read_text("utf-8")
    twice = text.replace("{\n", '{\n "name": "Lead a company",\n', 1)
    world.file("json").write_text(twice, "utf-8")


@row("Another context is added to the JSON", "credential-proof")
def _(world: World) -> None:
    document = json.loads(world.alone("json").read_text("utf-8"))
    document["@context"].append({"name": "https://example.org/other"})
    world.file("json").write_text(json.dumps(document), "utf-8")


@row("Another context is added to the JSON and to its proof", "credential-changed")
def _(world: World) -> None:
    document = json.loads(world.alone("json").read_text("utf-8"))
    for part in (document, document["proof"][0]):
        part["@context"].append({"name": "https://example.org/other"})
    world.file("json").write_text(json.dumps(document), "utf-8")


@row("It was signed with words of other meanings", "credential-context")
def _(world: World) -> None:
    document = world.document
    document["@context"] = [*document["@context"], {"name": "https://example.org/other"}]
    world.signed_json(document)


@row("It was signed with more in it than anybody reads", "credential-form")
def _(world: World) -> None:
    world.signed_json(world.document | {"name2": "Lead a company"})


@row("An organisation signed work that only the learner checked", "credential-no-trainer")
def _(world: World) -> None:
    text = json.dumps(world.document).replace("trainer-graded", "self-checked")
    world.signed_json(json.loads(text))


@row("A changed credential hides behind capital letters in its name", "credential-changed")
def _(world: World) -> None:
    path = world.alone("jwt")
    text = edited_jwt(path.read_text("utf-8"), lambda it: it.update(name="Lead a bank"))
    path.with_suffix(".JWT").write_text(text, "utf-8")
    path.unlink()


@row("A pipe is called a credential", "file-not-plain")
def _(world: World) -> None:
    os.mkfifo(world.file("jwt").with_name("more.jwt"))


@row("A folder is called a credential", "file-not-plain")
def _(world: World) -> None:
    world.file("jwt").with_name("more.json").mkdir()


@row("A link that leads nowhere is called a credential", "file-missing")
def _(world: World) -> None:
    world.file("jwt").with_name("more.svg").symlink_to("nowhere")


@row("The entry of the work is a pipe", "work-no-entry")
def _(world: World) -> None:
    (world.work / "entry.json").unlink()
    os.mkfifo(world.work / "entry.json")


@row("The JSON is cut", "credential-cut")
def _(world: World) -> None:
    _cut(world.alone("json"))


@row("The JWT has lost its end", "credential-cut")
def _(world: World) -> None:
    _cut(world.alone("jwt"))


@row("The picture is cut", "credential-cut")
def _(world: World) -> None:
    _cut(world.alone("svg"))


@row("The file is something else", "credential-none")
def _(world: World) -> None:
    world.alone("jwt").write_bytes(b"\x89PNG\r\n\x1a\n\xff")


@row("The file is as large as a film", "credential-large")
def _(world: World) -> None:
    world.alone("json").write_bytes(b" " * (1 << 21))


# Who signed it.


@row("The proof is taken out of the JSON", "credential-unsigned")
def _(world: World) -> None:
    document = json.loads(world.alone("json").read_text("utf-8"))
    del document["proof"]
    world.file("json").write_text(json.dumps(document), "utf-8")


@row("The JWT says that it needs no signature (alg none)", "credential-unsigned")
def _(world: World) -> None:
    path = world.alone("jwt")
    text = edited_jwt(path.read_text("utf-8"), header={"alg": "none"}, signature="")
    path.write_text(text, "utf-8")


@row("The signature is taken off the JWT", "credential-unsigned")
def _(world: World) -> None:
    path = world.alone("jwt")
    path.write_text(edited_jwt(path.read_text("utf-8"), signature=""), "utf-8")


@row("The public key is used as a password (alg HS256)", "credential-algorithm")
def _(world: World) -> None:
    header = {"alg": "HS256", "kid": _header(world)["kid"], "typ": "JWT"}
    message = f"{_encoded(header)}.{_parts(world)[1]}"
    secret = world.organisation.key.public.raw
    seal = hmac.new(secret, message.encode(), hashlib.sha256).digest()
    world.alone("jwt").write_text(f"{message}.{_base64(seal)}", "utf-8")


@row("The JWT sends the reader to the forger's key (jku)", "credential-header")
def _(world: World) -> None:
    _forge_header(world, jku="https://example.org/keys.json")


@row("The JWT brings the forger's key along (jwk)", "credential-header")
def _(world: World) -> None:
    forger = new_key()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": _base64(forger.public.raw)}
    _forge_header(world, jwk=jwk)


@row("The JWT's frame expires later than its credential", "credential-claims")
def _(world: World) -> None:
    claim = replace(world.claim, valid_until=NOW + timedelta(days=1))
    document = document_of(claim, world.organisation.issuer.issued_by)
    late = to_jwt(document | {"exp": 4_000_000_000}, world.organisation.key)
    payload = _decoded(late.split(".")[1]) | {"exp": 4_000_000_000}
    message = f"{late.split('.')[0]}.{_encoded(payload)}"
    signature = _base64(world.organisation.key.sign(message.encode()))
    world.alone("jwt").write_text(f"{message}.{signature}", "utf-8")


@row("The signature is spelt in another way", "credential-cut")
def _(world: World) -> None:
    path = world.alone("jwt")
    path.write_text(path.read_text("utf-8").strip() + "=", "utf-8")


@row("The proof names another suite", "credential-proof")
def _(world: World) -> None:
    path = world.alone("json")
    text = path.read_text("utf-8")
    path.write_text(text.replace("eddsa-jcs-2022", "eddsa-rdfc-2022"), "utf-8")


@row("A second proof by another key is added", "credential-proofs-differ")
def _(world: World) -> None:
    document = json.loads(world.alone("json").read_text("utf-8"))
    document["proof"] += with_proof(world.document, new_key(), BEFORE)["proof"]
    world.file("json").write_text(json.dumps(document), "utf-8")


@row("A second proof is added that does not fit", "credential-changed")
def _(world: World) -> None:
    document = json.loads(world.alone("json").read_text("utf-8"))
    document["proof"] += with_proof({"x": 1}, world.organisation.key, BEFORE)["proof"]
    document["proof"][1]["@context"] = document["@context"]
    world.file("json").write_text(json.dumps(document), "utf-8")


@row("A forger signs in the name of the organisation", "credential-forged")
def _(world: World) -> None:
    world.signed_json(world.document, new_key())


@row("A forger calls their own key by the organisation's name", "credential-other-issuer")
def _(world: World) -> None:
    forger = an_organisation()
    issued = forger.issue(world.claim)
    write(world.folder / "credentials", issued, world.claim)
    write_issuer(world.folder / "credentials" / ISSUER, forger.issuer, forger.key)


@row("The organisation's key signs for another name", "credential-other-name")
def _(world: World) -> None:
    issuer = replace(world.organisation.issuer, name="University of Paris")
    claimed = Organisation(issuer, world.organisation.key)
    write(world.folder / "credentials", claimed.issue(world.claim), world.claim)


# When.


@row("It has expired", "credential-expired")
def _(world: World) -> None:
    claim = replace(world.claim, valid_until=NOW - timedelta(seconds=1))
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


@row("It is not valid yet", "credential-not-yet")
def _(world: World) -> None:
    claim = replace(world.claim, valid_from=NOW + timedelta(seconds=1))
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


@row("The organisation has taken it back", "credential-revoked")
def _(world: World) -> None:
    world.knows(world.organisation.issuer.without(world.claim.id, Taken(NOW, "a mistake")))


@row("The document beside it forgets what was taken back", "credential-revoked")
def _(world: World) -> None:
    issuer = world.organisation.issuer
    world.knows(issuer.without(world.claim.id, Taken(NOW, "a mistake")))
    later = replace(issuer, number=1)
    write_issuer(world.folder / "credentials" / ISSUER, later, world.organisation.key)


@row("A newer document beside it takes it back", "credential-revoked")
def _(world: World) -> None:
    newer = world.organisation.issuer.without(world.claim.id, Taken(NOW, "a mistake"))
    write_issuer(world.folder / "credentials" / ISSUER, newer, world.organisation.key)


@row("The key that signed it was taken back", "credential-key-revoked")
def _(world: World) -> None:
    key = world.organisation.key.public
    rotated = world.organisation.issuer.rotated(new_key().public, NOW, b"")
    world.knows(rotated.without_key(key, Taken(NOW, "the laptop was stolen")))


@row("An old key signs after it has ended", "credential-key-retired")
def _(world: World) -> None:
    ended = BEFORE - timedelta(hours=1)
    world.knows(world.organisation.issuer.rotated(new_key().public, ended, b""))


@row("A forger adds their key to the organisation's document", "credential-other-issuer")
def _(world: World) -> None:
    forger = new_key()
    own_word = forger.sign(endorsement("Konexio Paris", forger.public))
    taken = world.organisation.issuer.rotated(forger.public, BEFORE, own_word)
    forged = Organisation(taken, forger)
    write(world.folder / "credentials", forged.issue(world.claim), world.claim)
    write_issuer(world.folder / "credentials" / ISSUER, taken, forger)


def _add_to_badge(world: World, part: str) -> None:
    text = world.alone("svg").read_text("utf-8")
    world.file("svg").write_text(text.replace("</svg>", f"{part}</svg>"), "utf-8")


def _cut(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text[: len(text) // 2], "utf-8")


def _parts(world: World) -> list[str]:
    return world.file("jwt").read_text("utf-8").strip().split(".")


def _header(world: World) -> dict[str, Any]:
    return _decoded(_parts(world)[0])


def edited_jwt(
    jwt: str,
    edit: Callable[[dict[str, Any]], object] = lambda _: None,
    header: dict[str, Any] | None = None,
    signature: str | None = None,
) -> str:
    """Return a JWT with its payload edited, more in its header, another signature."""
    first, second, last = jwt.strip().split(".")
    content = _decoded(second)
    edit(content)
    changed = _encoded(_decoded(first) | (header or {}))
    return f"{changed}.{_encoded(content)}.{last if signature is None else signature}"


def _forge_header(world: World, **more: object) -> None:
    path = world.alone("jwt")
    path.write_text(edited_jwt(path.read_text("utf-8"), header=more), "utf-8")


def _encoded(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return found
