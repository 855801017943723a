"""Damage in the portfolio and in what is typed: told, never in the way of the work."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest

from .conftest import Answers, Konexio, answer, attempts, notebook_of, say

VAT = "m01/price-with-vat"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def damage_head(git: Path) -> None:
    (git / "HEAD").write_text("garbage\n", "utf-8")


def damage_objects(git: Path) -> None:
    shutil.rmtree(git / "objects")
    (git / "objects").mkdir()


@needs_git
@pytest.mark.parametrize("damage", [damage_head, damage_objects])
def test_a_damaged_history_hides_no_verdict(
    work: Konexio, answers: Answers, damage: object
) -> None:
    portfolio = work.folder / "portfolio"
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    assert work.run("check", VAT).exit == 0
    assert callable(damage)
    damage(portfolio / ".git")
    answer(notebook_of(work, VAT), answers(VAT, "another-way"))
    checked = work.run("check", VAT, "--json").json
    assert checked["data"]["verdict"] == "passed"
    assert "fatal: " in checked["notes"][0]
    assert checked["notes"][1] == say("en", "errors.history-failed.next", folder=portfolio)
    assert [verdict for _, _, verdict in attempts(work)] == ["passed", "passed"]

    shown = work.run("portfolio")
    assert shown.exit == 3
    assert f"({VAT})" in shown.out
    assert "fatal: " in shown.out
    # What the sentence says is what mends it.
    (portfolio / ".git").rename(work.folder / "old")
    mended = work.run("portfolio")
    assert (mended.exit, "fatal: " in mended.out) == (0, False)
    assert (portfolio / ".git" / "HEAD").is_file()


def test_a_broken_entry_is_named(work: Konexio, answers: Answers) -> None:
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    assert work.run("check", VAT).exit == 0
    place = work.folder / "portfolio" / VAT
    (place / "entry.json").write_text("{", "utf-8")
    shown = work.run("portfolio", "--json").json
    assert (shown["data"]["entries"], shown["data"]["broken"]) == ([], [VAT])
    assert shown["notes"] == [say("en", "portfolio.broken", folder=place)]
    assert work.run("check", VAT).exit == 0
    assert work.run("portfolio", "--json").json["data"]["broken"] == []


def test_submit_makes_no_folder_that_was_not_named_right(work: Konexio, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    for folder, code in (
        (tmp_path / "usb" / "stick", "folder-missing"),
        (notebook_of(work, VAT), "folder-is-file"),
    ):
        done = work.run("submit", VAT, "--to", str(folder), "--json")
        assert (done.exit, done.json["error"]["code"]) == (2, code)
    assert sorted(tmp_path.rglob("*")) == before
    (tmp_path / "usb").mkdir()
    assert work.run("submit", VAT, "--to", str(tmp_path / "usb")).exit == 0
    assert [one.suffix for one in (tmp_path / "usb").iterdir()] == [".konexio"]


def test_an_untouched_notebook_is_handed_in_and_told(work: Konexio, answers: Answers) -> None:
    done = work.run("submit", VAT, "--json")
    assert (done.exit, done.json["notes"]) == (0, [say("en", "submit.untouched", exercise=VAT)])
    answer(notebook_of(work, VAT), answers(VAT, "percent-as-whole"))
    said = [say("en", f"submit.{key}", exercise=VAT) for key in ("unchecked", "not_yet")]
    assert work.run("submit", VAT, "--json").json["notes"] == said[:1]
    work.run("check", VAT)
    assert work.run("submit", VAT, "--json").json["notes"] == said[1:]
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    work.run("check", VAT)
    assert work.run("submit", VAT, "--json").json["notes"] == []


def test_a_name_may_be_typed_like_a_folder_but_nothing_is_no_name(work: Konexio) -> None:
    for name in (f"./{VAT}", f"{VAT}/", f"./{VAT}//", "m01\\price-with-vat"):
        assert work.run("check", name, "--json").json["data"]["exercise"] == VAT
    known = attempts(work)
    assert known
    # There is a last exercise now, and a name of nothing does not mean it.
    for command, name in product(("check", "submit", "hint"), ("", "/", "//", "./", "\\")):
        done = work.run(command, name, "--json")
        assert (done.exit, done.json["error"]["code"]) == (2, "exercise-unknown"), (command, name)
    assert attempts(work) == known


def test_a_plain_pull_keeps_the_course(work: Konexio, repository: Path) -> None:
    other = work.folder.parent / "other"
    shutil.copytree(repository / "exercises", other)
    text = (other / "course.toml").read_text("utf-8")
    (other / "course.toml").write_text(text.replace("Freelance-ready", "Another"), "utf-8")
    titles = [work.run("pull", "--json").json["data"]["course"]]
    assert work.run("pull", str(other)).exit == 0
    shutil.rmtree(other)
    notebook_of(work, VAT).unlink()
    plain = work.run("pull", "--json").json["data"]
    assert plain["new"] == [VAT]
    titles += [plain["course"], work.run("pull", "built-in", "--json").json["data"]["course"]]
    assert titles[0] == titles[2]
    assert titles[1] == titles[0].replace("Freelance-ready", "Another")
    assert say("en", "pull.course", title=titles[0]) in work.run("pull").out
