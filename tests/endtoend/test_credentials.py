"""`konexio keys` and `konexio verify`, in real processes, without a workspace or a network."""

from __future__ import annotations

import contextlib
import os
import pty
from pathlib import Path

import pytest

from konexio_cli.credentials.folder import stem_of
from konexio_cli.credentials.issuing import issue
from konexio_cli.credentials.keyring import Keyring
from tests.credentials.making import AMINA, EXERCISE, Organisation, a_claim, a_portfolio

from .conftest import Konexio

WORDS = "four words that nobody guesses"
STEM = EXERCISE.replace("/", "-")


@pytest.fixture
def trainer(konexio: Konexio) -> Konexio:
    """A desk with an organisation of its own."""
    desk = konexio.at(konexio.folder, KONEXIO_PASSPHRASE=WORDS, KONEXIO_KEYS="keys")
    assert desk.run("keys", "new", "Konexio Paris").exit == 0
    return desk


def portfolio(desk: Konexio) -> Path:
    """Write a portfolio whose credential the desk's organisation signed."""
    ring = Keyring(desk.folder / "keys")
    return a_portfolio(desk.folder / "portfolio", Organisation(ring.issuer(), ring.newest(WORDS)))


def test_an_organisation_from_its_first_key_to_a_credential_taken_back(trainer: Konexio) -> None:
    folder = portfolio(trainer)
    pinned = ("--issuer", "keys/issuer.json")
    good = trainer.run("verify", str(folder), *pinned, "--name", AMINA, "--json")
    assert good.exit == 0
    found = good.json["data"]["credentials"]
    assert [(one["holds"], one["work"]) for one in found] == [(True, [EXERCISE])] * 3
    assert trainer.run("keys", "rotate").exit == 0
    assert trainer.run("verify", str(folder), *pinned).exit == 0
    badge = str(folder / "credentials" / f"{STEM}.svg")
    revoked = trainer.run("keys", "revoke", badge, "--reason", "graded by mistake")
    assert revoked.exit == 0
    refused = trainer.run("verify", str(folder), *pinned)
    assert refused.exit == 1
    assert "graded by mistake" in refused.out
    shown = trainer.run("keys", "show", "--json").json["data"]
    assert [bool(one["until"]) for one in shown["keys"]] == [True, False]
    assert [one["reason"] for one in shown["revoked"]] == ["graded by mistake"]


def test_a_stolen_key_takes_all_that_it_signed_with_it(trainer: Konexio) -> None:
    folder = portfolio(trainer)
    stolen = trainer.run("keys", "show", "--json").json["data"]["keys"][0]["id"]
    assert trainer.run("keys", "revoke", stolen, "--reason", "stolen").exit == 2
    trainer.run("keys", "rotate")
    assert trainer.run("keys", "revoke", stolen, "--reason", "stolen").exit == 0
    done = trainer.run("verify", str(folder), "--issuer", "keys/issuer.json", "--json")
    codes = {p["code"] for one in done.json["data"]["credentials"] for p in one["against"]}
    assert (done.exit, codes) == (1, {"credential-key-revoked"})


def test_a_file_alone_may_have_any_name(trainer: Konexio) -> None:
    folder = portfolio(trainer)
    badge = trainer.folder / "my badge (1).svg"
    badge.write_bytes((folder / "credentials" / f"{STEM}.svg").read_bytes())
    assert trainer.run("verify", badge.name, "--issuer", "keys/issuer.json").exit == 0


def test_without_a_pinned_issuer_it_says_so(trainer: Konexio) -> None:
    folder = portfolio(trainer)
    done = trainer.run("verify", str(folder / "credentials" / f"{STEM}.jwt"))
    assert done.exit == 1
    assert "not known here" in done.out
    assert "It says that Konexio Paris issued it." in done.out


def test_what_is_beside_a_credential_is_called_by_its_name(trainer: Konexio) -> None:
    folder = portfolio(trainer) / "credentials"
    (folder / "verify.html").write_text("<!doctype html><p>", "utf-8")
    for name, code in (
        ("issuer.json", "credential-is-issuer"),
        ("verify.html", "credential-is-page"),
    ):
        done = trainer.run("verify", str(folder / name), "--json")
        ((problem,),) = [one["against"] for one in done.json["data"]["credentials"]]
        assert (done.exit, problem["code"]) == (1, code)
    good = trainer.run(
        "verify", str(folder.parent), "--issuer", "keys/issuer.json", "--name", AMINA
    )
    assert "add --name" not in good.out


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_strange_files_are_a_sentence(konexio: Konexio, language: str) -> None:
    (konexio.folder / "empty").mkdir()
    (konexio.folder / "=SUM(A1) فاطمة.svg").write_bytes(b"\xff\xfe<svg")
    for path, code in (("empty", 2), ("=SUM(A1) فاطمة.svg", 1), ("nowhere", 2)):
        done = konexio.run("verify", path, "--lang", language)
        assert done.exit == code
        assert "Traceback" not in done.out + done.err
        assert "errors." not in done.out + done.err


@pytest.mark.parametrize("given", ["file", "variable"])
def test_where_a_passphrase_comes_from(konexio: Konexio, given: str) -> None:
    (konexio.folder / "words").write_text(f"{WORDS}\r\n", "utf-8")
    how = ("--passphrase-file", "words") if given == "file" else ()
    env = {} if given == "file" else {"KONEXIO_PASSPHRASE": WORDS}
    assert konexio.run("keys", "new", "K", "--keys", "keys", *how, env=env).exit == 0
    ring = Keyring(konexio.folder / "keys")
    assert ring.newest(WORDS).public == ring.issuer().key


def test_without_a_passphrase_nobody_is_asked_for_ever(konexio: Konexio) -> None:
    done = konexio.run("keys", "new", "K", "--keys", "keys", "--json")
    assert (done.exit, done.json["error"]["code"]) == (2, "passphrase-missing")
    assert not (konexio.folder / "keys").exists()


@pytest.mark.parametrize(("typed", "code"), [((WORDS, WORDS), 0), ((WORDS, "other words"), 2)])
def test_a_passphrase_is_typed_twice_and_never_shown(
    konexio: Konexio, typed: tuple[str, str], code: int
) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the other process
        os.chdir(konexio.folder)
        command = konexio.command("keys", "new", "Konexio", "--keys", "keys")
        os.execve(command[0], command, dict(konexio.environment))  # noqa: S606 - our own command
    shown = b""
    for question, words in zip((b"Passphrase: ", b"Again: "), typed, strict=True):
        while not shown.endswith(question):
            shown += os.read(terminal, 1024)
        os.write(terminal, f"{words}\n".encode())
    with contextlib.suppress(OSError):  # Linux ends a terminal like this
        while part := os.read(terminal, 1024):
            shown += part
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == code
    assert WORDS.encode() not in shown
    assert (konexio.folder / "keys" / "issuer.json").exists() is (code == 0)


def test_a_learner_cannot_sign_for_an_organisation(trainer: Konexio) -> None:
    """With their own keys they can only sign as themselves, and that is what is told."""
    own = trainer.at(trainer.folder, KONEXIO_KEYS="own")
    own.run("keys", "new", "Konexio Paris")
    ring = Keyring(trainer.folder / "own")
    claim = a_claim()
    issued = issue(claim, ring.issuer(), ring.newest(WORDS))
    path = trainer.folder / f"{stem_of(claim.kind, claim.code)}.svg"
    path.write_text(issued.svg, "utf-8")
    revoked = trainer.run("keys", "revoke", path.name, "--reason", "not ours", "--json")
    assert revoked.json["error"]["code"] == "keys-not-ours"
    done = trainer.run("verify", path.name, "--issuer", "keys/issuer.json", "--json")
    codes = {p["code"] for one in done.json["data"]["credentials"] for p in one["against"]}
    assert (done.exit, codes) == (1, {"credential-other-issuer"})
