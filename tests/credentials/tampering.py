"""The tamper table: each row takes a good portfolio and does one thing that must be noticed.

`python scripts/tamper_table.py` prints it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

from konexio_cli.cli.shown import shown_in
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.data_integrity import with_proof
from konexio_cli.credentials.document import document_of
from konexio_cli.credentials.examining import Asked, Examined
from konexio_cli.credentials.folder import credential_files, examine_all
from konexio_cli.credentials.issuer import Issuer, Taken
from konexio_cli.credentials.issuer_document import ISSUER, endorsement, write_issuer
from konexio_cli.credentials.jwt import to_jwt
from konexio_cli.credentials.readable import to_text
from konexio_cli.credentials.trust import Trust, beside
from konexio_cli.keys.ed25519 import PrivateKey, new_key
from konexio_cli.portfolio.history import Portfolio

from .making import (
    BEFORE,
    EXERCISE,
    NOTEBOOK,
    NOW,
    TABLE,
    Organisation,
    a_claim,
    a_portfolio,
    an_entry,
    an_organisation,
    keep_second_round,
    sha256,
    two_rounds,
    write,
)

STEM = EXERCISE.replace("/", "-")
BILAL = "Bilal Haddad"


@dataclass
class World:
    """A good portfolio, its organisation, and what the reader knows and asks."""

    folder: Path
    organisation: Organisation
    claim: Claim
    pinned: tuple[Issuer, ...] = ()
    name: str = ""

    def file(self, end: str) -> Path:
        return self.folder / "credentials" / f"{STEM}.{end}"

    @property
    def work(self) -> Path:
        return self.folder / EXERCISE

    @property
    def document(self) -> dict[str, Any]:
        """The credential without a signature."""
        return document_of(self.claim, self.organisation.issuer.issued_by)

    def alone(self, end: str) -> Path:
        """Leave only one form of the credential, and return its file."""
        for other in {"jwt", "json", "svg"} - {end}:
            self.file(other).unlink()
        return self.file(end)

    def signed_json(self, document: dict[str, Any], key: PrivateKey | None = None) -> None:
        twin = with_proof(document, key or self.organisation.key, BEFORE)
        self.alone("json").write_text(to_text(twin), "utf-8")

    def knows(self, issuer: Issuer) -> None:
        self.pinned = (issuer,)


def a_world(folder: Path) -> World:
    organisation, claim = an_organisation(), a_claim()
    a_portfolio(folder / "portfolio", organisation, claim)
    return World(folder / "portfolio", organisation, claim, pinned=(organisation.issuer,))


def examined(world: World) -> tuple[Examined, ...]:
    """Return what `konexio verify` finds in a portfolio."""
    trust = Trust(world.pinned, beside(world.folder / "credentials"))
    files, shown = credential_files(world.folder), shown_in(world.folder)
    return examine_all(files, shown, Asked(trust, NOW, world.name))


Tamper: TypeAlias = Callable[[World], object]


@dataclass(frozen=True)
class Row:
    """What is done, and the code of the error that names it."""

    what: str
    code: str
    tamper: Tamper


ROWS: list[Row] = []


def row(what: str, code: str) -> Callable[[Tamper], Tamper]:
    def keep(tamper: Tamper) -> Tamper:
        ROWS.append(Row(what, code, tamper))
        return tamper

    return keep


# The work.


@row("The notebook is changed after grading", "work-changed")
def _(world: World) -> None:
    with (world.work / "notebook.ipynb").open("ab") as file:
        file.write(b" ")


@row("A deliverable is changed after grading", "work-changed")
def _(world: World) -> None:
    (world.work / "deliverables" / "clients.csv").write_text("nom;ville\n", "utf-8")


@row("A graded deliverable is taken away", "work-missing")
def _(world: World) -> None:
    (world.work / "deliverables" / "clients.csv").unlink()


@row("The notebook is a link to a file elsewhere", "work-missing")
def _(world: World) -> None:
    elsewhere = world.folder / "elsewhere.ipynb"
    elsewhere.write_bytes(NOTEBOOK)
    (world.work / "notebook.ipynb").unlink()
    (world.work / "notebook.ipynb").symlink_to(elsewhere)


@row("The folder of deliverables is a link to a folder elsewhere", "work-missing")
def _(world: World) -> None:
    elsewhere = world.folder / "elsewhere"
    (world.work / "deliverables").rename(elsewhere)
    (world.work / "deliverables").symlink_to(elsewhere)


@row("Other work is put in its place, with an entry that fits it", "work-other")
def _(world: World) -> None:
    other = NOTEBOOK + b"\n"
    (world.work / "notebook.ipynb").write_bytes(other)
    sha256 = hashlib.sha256(other).hexdigest()
    edit_entry(world, submission_sha256=sha256, files={"notebook.ipynb": sha256})


@row("The entry is given a better label than the credential", "work-label")
def _(world: World) -> None:
    edit_entry(world, evidence="trainer-confirmed")


@row("Another learner puts their name on the work", "credential-replayed")
def _(world: World) -> None:
    edit_entry(world, learner=BILAL)


@row("The work of the credential is not in the portfolio", "credential-no-work")
def _(world: World) -> None:
    claim = replace(world.claim, code="c1/other-task", works=(_other_work(world),))
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


@row("The title of the entry is edited", "work-title")
def _(world: World) -> None:
    edit_entry(world, title="Lead a company")


@row("The title is edited in the language of the credential", "work-title")
def _(world: World) -> None:
    edit_entry(world, titles={"en": "Lead a company", "fr": "Nettoyer une liste de clients"})


@row("The entry reaches a goal that waits for a trainer", "work-goal")
def _(world: World) -> None:
    edit_entry(world, goals=[_goal("Polite message", "trainer")])


@row("The entry reaches a goal that nobody asked for", "work-goal")
def _(world: World) -> None:
    edit_entry(world, goals=[_goal("No client twice"), _goal("Served a thousand clients")])


@row("A file is added to the graded work", "work-added")
def _(world: World) -> None:
    (world.work / "deliverables" / "more.csv").write_text("nom;ville\n", "utf-8")


@row("A folder is added that calls itself a later round", "work-added")
def _(world: World) -> None:
    (world.work / "round2").mkdir()
    (world.work / "round2" / "notebook.ipynb").write_bytes(NOTEBOOK)


@row("A deliverable is changed together with its sum in the entry", "work-changed")
def _(world: World) -> None:
    body = b"nom;ville\n"
    (world.work / "deliverables" / "clients.csv").write_bytes(body)
    sums = {"notebook.ipynb": NOTEBOOK, "deliverables/clients.csv": body}
    edit_entry(world, files={name: sha256(one) for name, one in sums.items()})


@row("A deliverable is taken away together with its sum in the entry", "work-missing")
def _(world: World) -> None:
    (world.work / "deliverables" / "clients.csv").unlink()
    edit_entry(world, files={"notebook.ipynb": sha256(NOTEBOOK)})


@row("The first of two rounds is changed after grading", "work-changed")
def _(world: World) -> None:
    _two_rounds(world)
    with (world.work / "deliverables" / "clients.csv").open("ab") as file:
        file.write(b"Zoe;Lyon\n")


@row("The first of two rounds takes the label of the second", "work-label")
def _(world: World) -> None:
    _two_rounds(world)
    edit_entry(world, evidence="trainer-confirmed")


@row("The second of two rounds is not in the portfolio", "credential-no-work")
def _(world: World) -> None:
    _two_rounds(world)
    shutil.rmtree(world.work / "round2")


@row("Work without a credential calls itself graded", "work-unsigned")
def _(world: World) -> None:
    entry = (world.work / "entry.json").read_text("utf-8")
    other = world.folder / "c1" / "other-task"
    other.mkdir()
    text = entry.replace(EXERCISE, "c1/other-task").replace("self-checked", "trainer-graded")
    (other / "entry.json").write_text(text, "utf-8")


@row("Work without a credential is not as its entry says", "work-unlike")
def _(world: World) -> None:
    other = replace(an_entry(), exercise="m01/price")
    Portfolio(world.folder).record(other, NOTEBOOK, {})
    (world.folder / "m01" / "price" / "notebook.ipynb").write_bytes(b"{}")


@row("The entry cannot be read", "work-no-entry")
def _(world: World) -> None:
    (world.work / "entry.json").write_text("{", "utf-8")


@row("The only entry is taken away", "work-no-entry")
def _(world: World) -> None:
    (world.work / "entry.json").unlink()


@row("The entry of the first round is taken away", "work-no-entry")
def _(world: World) -> None:
    _two_rounds(world)
    (world.work / "entry.json").unlink()


@row("The first round is other work, and calls itself graded", "work-unsigned")
def _(world: World) -> None:
    _other_first_round(world)
    edit_entry(world, evidence="trainer-graded")


@row("The first round is other work, with a file that nobody knows", "work-added")
def _(world: World) -> None:
    _other_first_round(world)
    (world.work / "cheat.pdf").touch()


@row("The first round is other work, with another title", "work-title")
def _(world: World) -> None:
    _other_first_round(world)
    edit_entry(world, title="Lead a bank")


@row("The first round is other work, with a trainer's word", "work-goal")
def _(world: World) -> None:
    _other_first_round(world)
    edit_entry(world, goals=[_goal("No client twice", "trainer")])


@row("The title of the first round is edited", "work-title")
def _(world: World) -> None:
    _two_rounds(world)
    edit_entry(world, title="Lead a bank")


@row("The first round reaches a goal that nobody asked for", "work-goal")
def _(world: World) -> None:
    _two_rounds(world)
    edit_entry(world, goals=[_goal("Served a thousand clients", "trainer")])


@row("A trainer is said to have checked what tests did", "work-proof")
def _(world: World) -> None:
    edit_entry(world, goals=[_goal("No client twice", "trainer")])


@row("The title and the version of the entry are edited", "work-title")
def _(world: World) -> None:
    edit_entry(world, pack_version="9.9.9", title="Lead a bank")


@row("A folder calls itself a third round, with an entry", "work-added")
def _(world: World) -> None:
    _two_rounds(world)
    third = world.work / "round2" / "round3"
    third.mkdir()
    (third / "entry.json").write_text("{}", "utf-8")


@row("A link to a folder is put among the deliverables", "work-added")
def _(world: World) -> None:
    (world.work / "deliverables" / "more").symlink_to(world.folder)


@row("A hidden folder is put into the work", "work-added")
def _(world: World) -> None:
    (world.work / ".more").mkdir()
    (world.work / ".more" / "extra.pdf").touch()


@row("Work that no credential speaks of has a trainer's word", "work-goal")
def _(world: World) -> None:
    other = replace(an_entry(), exercise="m01/price")
    Portfolio(world.folder).record(other, NOTEBOOK, {})
    path = world.folder / "m01" / "price" / "entry.json"
    entry = json.loads(path.read_text("utf-8")) | {"goals": [_goal("Polite", "trainer")]}
    path.write_text(json.dumps(entry), "utf-8")


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
    claim = replace(world.claim, code="c1/other-task", works=(_other_work(world),))
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


def edit_entry(world: World, **changes: object) -> None:
    path = world.work / "entry.json"
    entry = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps(entry), "utf-8")


def _goal(title: str, proof: str = "tests") -> dict[str, object]:
    return {"titles": {"en": title}, "proof": proof, "reached": True}


def _two_rounds(world: World) -> None:
    """Let the work have a second round, which a trainer confirmed, and one credential of both."""
    keep_second_round(world.folder)
    claim = replace(world.claim, works=two_rounds())
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


def _other_first_round(world: World) -> None:
    """Let the first of two rounds be done once more, after it was graded."""
    _two_rounds(world)
    other = NOTEBOOK + b"\n"
    entry = replace(an_entry(), submission_sha256=sha256(other))
    Portfolio(world.folder).record(entry, other, {"clients.csv": TABLE})


def _other_work(world: World) -> Any:
    return replace(world.claim.works[0], exercise="c1/other-task")


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
