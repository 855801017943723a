"""The whole road of work without a network: learners, sticks, a trainer, and back again."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.cli.learner.typed import typed
from konexio_cli.cohort.receipts import KEY_FILE
from konexio_cli.sandbox.choose import open_rooms
from konexio_cli.sandbox.room import Tier

from .conftest import Answers, Konexio, answer, notebook_of, say
from .courses import part_of_our_course

VAT, TIDY = "m01/price-with-vat", "m01/tidy-name"


@dataclass(frozen=True)
class Class:
    """Desks of learners, the trainer's desk, and a stick that goes from one to the other."""

    trainer: Konexio
    content: tuple[str, ...]
    usb: Path

    def learner(self, place: str, name: str, language: str = "en") -> Konexio:
        self.trainer.run("start", place, "--name", name, "--lang", language)
        desk = self.trainer.at(self.trainer.folder / place)
        assert desk.run("pull", *self.content[:2]).exit == 0
        return desk

    def copied(self, desk: Konexio, place: str) -> Konexio:
        """Return the same learner's second laptop: a copy of the workspace."""
        shutil.copytree(desk.folder, self.trainer.folder / place)
        return desk.at(self.trainer.folder / place)

    def collect(self) -> dict[str, Any]:
        words = ("cohort", "collect", str(self.usb), "--cohort", "evening", *self.content[:2])
        done = self.trainer.run(*words, "--json")
        assert done.exit == 0, done.out
        found: dict[str, Any] = done.json["data"]
        return found

    def receipts(self) -> dict[str, Any]:
        words = ("cohort", "receipts", "evening", "--out", str(self.usb / "back"), "--json")
        done = self.trainer.run(*words)
        assert done.exit == 0, done.out
        found: dict[str, Any] = done.json["data"]
        return found


@cache
def trust() -> tuple[str, ...]:
    """Return what grading needs where rooms are not confined: these notebooks are our own."""
    rooms = open_rooms("auto")
    try:
        return () if rooms.tier is Tier.A else ("--trust",)
    finally:
        rooms.close()


@pytest.fixture(scope="module")
def course(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two exercises of ours: what travels on a stick is the same for all."""
    return part_of_our_course(repository, tmp_path_factory.mktemp("course"), VAT, TIDY)


@pytest.fixture
def school(konexio: Konexio, course: Path, tmp_path: Path) -> Class:
    (tmp_path / "usb").mkdir()
    content = ("--exercises", str(course / "exercises"), "--graders", str(course / "graders"))
    return Class(konexio, content, tmp_path / "usb")


def states(desk: Konexio) -> dict[str, str]:
    rows = desk.run("status", "--json").json["data"]["handed_in"]
    return {row["exercise"]: row["state"] for row in rows}


def test_two_learners_three_laptops_one_stick(school: Class, answers: Answers) -> None:
    amina = school.learner("amina", "Amina")
    fatima = school.learner("fatima", "فاطمة", "fr")
    answer(notebook_of(amina, VAT), answers(VAT, "reference"))
    assert amina.run("check", VAT).exit == 0
    assert amina.run("submit", VAT, "--to", str(school.usb)).exit == 0
    second = school.copied(amina, "amina-at-home")
    answer(notebook_of(second, TIDY), answers(TIDY, "reference"))
    assert second.run("submit", TIDY, "--to", str(school.usb)).exit == 0
    answer(notebook_of(fatima, VAT), answers(VAT, "percent-as-whole"))
    shown = fatima.run("submit", VAT, "--to", str(school.usb))
    assert say("fr", "submit.next_copied") in shown.out

    first, again = school.collect(), school.collect()
    assert (first["new"], first["known"]) == (3, 0)
    assert (again["new"], again["known"]) == (0, 3)
    back = school.receipts()
    assert sorted(one["items"] for one in back["files"]) == [1, 2]
    assert {one["learner"] for one in back["files"]} == {"Amina", "فاطمة"}

    # The whole stick is put into each laptop: each takes what is theirs.
    for desk, language in ((amina, "en"), (second, "en"), (fatima, "fr")):
        done = desk.run("receive", str(school.usb))
        assert done.exit == 0, done.err
        assert say(language, "receive.done.one", number=1) in done.out
        assert desk.run("receive", str(school.usb)).exit == 0
    assert states(fatima) == {VAT: "received"}
    # Either laptop knows of the other's work what the receipt says.
    assert states(amina) == states(second) == {VAT: "received", TIDY: "received"}
    shown = fatima.run("status")
    assert say("fr", "status.received", place="evening") in shown.out


def test_a_change_after_the_receipt_is_told_and_collected(school: Class, answers: Answers) -> None:
    amina = school.learner("amina", "Amina")
    amina.run("submit", VAT, "--to", str(school.usb))
    school.collect()
    school.receipts()
    amina.run("receive", str(school.usb))
    answer(notebook_of(amina, VAT), answers(VAT, "reference"))
    assert say("en", "status.changed") in amina.run("status").out
    amina.run("submit", VAT, "--to", str(school.usb))
    assert states(amina) == {VAT: "copied"}
    assert school.collect()["new"] == 1
    school.receipts()
    amina.run("receive", str(school.usb))
    assert states(amina) == {VAT: "received"}


def test_a_journal_that_is_gone_is_noticed_and_filled_again(
    school: Class, answers: Answers
) -> None:
    amina = school.learner("amina", "Amina", "fr")
    answer(notebook_of(amina, VAT), answers(VAT, "reference"))
    amina.run("check", VAT)
    amina.run("submit", VAT, "--to", str(school.usb))
    assert amina.run("status", "--json").json["data"]["not_in_journal"] == ""
    school.collect()
    school.receipts()
    amina.run("receive", str(school.usb))
    (amina.folder / ".konexio" / "journal.db").unlink()

    there = "outbox 1, .konexio/receipts 1, portfolio 1"
    receive = f"konexio receive {typed(amina.folder / '.konexio' / 'receipts')}"
    shown = amina.run("status").out.splitlines()
    assert shown[0] == say("fr", "errors.journal-forgot.what", there=there)
    assert shown[-1] == f"→ {say('fr', 'errors.journal-forgot-grades.next', command=receive)}"
    assert amina.run(*shlex.split(receive)[1:]).exit == 0
    assert states(amina) == {VAT: "received"}

    # What is handed in is known again; what was checked is not yet.
    command = f"konexio check {VAT}"
    told = amina.run("status").out
    assert told.endswith(f"→ {say('fr', 'errors.journal-forgot-checks.next', command=command)}\n")
    assert amina.run(*shlex.split(command)[1:]).exit == 0
    assert amina.run("status", "--json").json["data"]["not_in_journal"] == ""


def test_a_trainers_grade_raises_the_word_in_the_portfolio(school: Class, answers: Answers) -> None:
    amina = school.learner("amina", "Amina")
    answer(notebook_of(amina, VAT), answers(VAT, "reference"))
    assert amina.run("check", VAT).exit == 0
    assert _words(amina) == {VAT: "self-checked"}
    amina.run("submit", VAT, "--to", str(school.usb))
    school.collect()
    graded = school.trainer.run("cohort", "grade", "evening", *school.content, *trust())
    assert graded.exit == 0, graded.out
    school.receipts()
    received = amina.run("receive", str(school.usb), "--json").json["data"]
    assert received["raised"] == [VAT]
    assert _words(amina) == {VAT: "trainer-graded"}
    assert amina.run("check", VAT).exit == 0
    assert _words(amina) == {VAT: "trainer-graded"}
    assert amina.run("receive", str(school.usb), "--json").json["data"]["raised"] == []
    # Credentials come along with the next receipt, and into the history of the portfolio.
    words = {"KONEXIO_PASSPHRASE": "four words that nobody guesses", "KONEXIO_KEYS": "keys"}
    assert school.trainer.run("keys", "new", "Konexio", env=words).exit == 0
    certify = ("cohort", "certify", "evening", *school.content)
    assert school.trainer.run(*certify, env=words).exit == 0
    (back,) = school.receipts()["files"]
    assert back["credentials"] == 4
    received = amina.run("receive", str(school.usb), "--json").json["data"]
    stem = VAT.replace("/", "-")
    assert received["credentials"] == [f"{stem}.{end}" for end in ("json", "jwt", "svg")]
    issuer = str(school.trainer.folder / "keys" / "issuer.json")
    verified = amina.run("verify", "portfolio", "--issuer", issuer, "--name", "Amina")
    assert verified.exit == 0, verified.out
    portfolio = amina.folder / "portfolio"
    assert git(portfolio, "status", "--porcelain") == ""
    assert git(portfolio, "rev-list", "--count", "HEAD").strip() == "2"
    # An edited entry says no more than what is signed.
    path = amina.folder / "portfolio" / VAT / "entry.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace("self-checked", "trainer-confirmed"), "utf-8")
    assert _words(amina) == {VAT: "trainer-graded"}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _words(desk: Konexio) -> dict[str, str]:
    entries = desk.run("portfolio", "--json").json["data"]["entries"]
    return {entry["exercise"]: entry["evidence"] for entry in entries}


def test_another_trainers_key_is_told_loudly(school: Class) -> None:
    amina = school.learner("amina", "Amina")
    amina.run("submit", VAT, "--to", str(school.usb))
    school.collect()
    school.receipts()
    (file,) = (school.usb / "back").iterdir()
    assert amina.run("receive", str(file)).exit == 0
    (school.trainer.folder / "evening" / KEY_FILE).unlink()
    school.receipts()
    refused = amina.run("receive", str(file), "--json")
    assert (refused.exit, refused.json["error"]["code"]) == (2, "receive-new-trainer")
    folder = amina.run("receive", str(school.usb), "--json")
    assert (folder.exit, folder.json["data"]["received"]) == (1, [])
    assert [one["code"] for one in folder.json["data"]["refused"]] == ["receive-new-trainer"]
    believed = amina.run("receive", str(file), "--new-trainer", "--json").json["data"]
    assert len(believed["trusted"]) == 1
    assert amina.run("receive", str(file)).exit == 0


def test_what_is_not_for_this_learner_is_told(school: Class) -> None:
    amina, other = school.learner("amina", "Amina"), school.learner("other", "Amina")
    amina.run("submit", VAT, "--to", str(school.usb))
    (sent,) = school.usb.iterdir()
    school.collect()
    school.receipts()
    (file,) = (school.usb / "back").iterdir()
    body = file.read_bytes()
    changed = file.with_name("changed.konexio")
    changed.write_bytes(body[:-40] + bytes(40))
    for desk, path, code in (
        (other, file, "receive-other"),
        (amina, sent, "receive-submission"),
        (amina, changed, "archive-damaged"),
        (amina, notebook_of(amina, VAT), "exchange-not-one"),
        (amina, amina.folder / "none.konexio", "file-missing"),
    ):
        done = desk.run("receive", str(path), "--json")
        assert (done.exit, done.json["error"]["code"]) == (2, code)
    assert other.run("receive", str(school.usb), "--json").json["data"]["refused"][0]["code"] == (
        "archive-damaged"
    )
    changed.unlink()
    done = other.run("receive", str(school.usb), "--json")
    assert done.json["error"]["code"] == "receive-nothing"
    assert states(other) == {}


def test_a_trainer_without_signed_files_hears_it(school: Class) -> None:
    (school.trainer.folder / "evening").mkdir()
    done = school.trainer.run("cohort", "receipts", "evening", "--json")
    assert (done.exit, done.json["error"]["code"]) == (2, "receipts-nobody")
    assert list((school.trainer.folder / "evening").iterdir()) == []
    done = school.trainer.run("cohort", "receipts", "nowhere", "--json")
    assert (done.exit, done.json["error"]["code"]) == (2, "cohort-folder-missing")


def test_grades_and_feedback_come_back(school: Class, answers: Answers) -> None:
    amina = school.learner("amina", "Amina", "fr")
    fatima = school.learner("fatima", "فاطمة")
    answer(notebook_of(amina, VAT), answers(VAT, "reference"))
    amina.run("check", VAT)
    answer(notebook_of(fatima, VAT), answers(VAT, "percent-as-whole"))
    for desk in (amina, fatima):
        assert desk.run("submit", VAT, "--to", str(school.usb)).exit == 0
    school.collect()
    graded = school.trainer.run("cohort", "grade", "evening", *school.content, *trust())
    assert graded.exit == 0, graded.err
    pages = school.trainer.run("cohort", "feedback", "evening", *school.content[:2])
    assert pages.exit == 0, pages.err
    page = school.trainer.folder / "feedback" / "Amina.html"
    back = school.receipts()
    assert {one["kind"] for one in back["files"]} == {"feedback"}

    received = amina.run("receive", str(school.usb), "--json").json["data"]
    (kept,) = received["feedback"]
    assert Path(kept).parent == amina.folder / "feedback"
    assert Path(kept).read_text("utf-8") == page.read_text("utf-8")
    row = amina.run("status", "--json").json["data"]["handed_in"][0]
    assert (row["state"], row["verdict"], row["changed"]) == ("graded", "passed", False)
    assert row["points"] == row["possible"] > 0
    shown = amina.run("status")
    told = say("fr", "status.graded", place="evening", points=row["points"], possible=row["points"])
    assert told in shown.out
    assert say("fr", "status.next_learn") in shown.out

    assert fatima.run("receive", str(school.usb)).exit == 0
    row = fatima.run("status", "--json").json["data"]["handed_in"][0]
    assert (row["state"], row["verdict"]) == ("graded", "failed")
    # What was graded is, byte for byte, what was signed.
    record = json.loads((school.trainer.folder / "grades" / "grades.json").read_text("utf-8"))
    hashes = {line["learner"]: line["submission_sha256"] for line in record["lines"]}
    assert hashes["فاطمة"] == row["sha256"]

    # A new version is graded anew; until then the old grade is told as the old one's.
    answer(notebook_of(fatima, VAT), answers(VAT, "reference"))
    fatima.run("submit", VAT, "--to", str(school.usb))
    older = say("en", "status.older", points=row["points"], possible=row["possible"])
    assert older in fatima.run("status").out
    school.collect()
    assert school.trainer.run("cohort", "grade", "evening", *school.content, *trust()).exit == 0
    school.receipts()
    fatima.run("receive", str(school.usb))
    row = fatima.run("status", "--json").json["data"]["handed_in"][0]
    assert (row["state"], row["verdict"]) == ("graded", "passed")


def test_files_that_nobody_collected_are_told(school: Class) -> None:
    amina = school.learner("amina", "Amina")
    amina.run("submit", VAT, "--to", str(school.usb))
    grade = ("cohort", "grade", str(school.usb), *school.content, *trust())
    alone = school.trainer.run(*grade, "--json")
    assert (alone.exit, alone.json["error"]["code"]) == (2, "cohort-uncollected")
    shutil.copytree(amina.folder / VAT, school.usb / "Zoe")
    mixed = school.trainer.run(*grade, "--json")
    assert say("en", "collect.waiting.one", number=1) in mixed.json["notes"]
