"""`undo`: what a learner had is there again, and so is what they had after it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Answers, Konexio, answer, notebook_of, say

VAT = "m01/price-with-vat"
TASK = "c1/client-list-cleanup"


def listed(work: Konexio, exercise: str = VAT) -> list[dict[str, object]]:
    states: list[dict[str, object]] = work.run("undo", exercise, "--list", "--json").json["data"][
        "states"
    ]
    return states


def everything_but(work: Konexio, left_out: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in work.folder.rglob("*")
        if path.is_file() and path != left_out and ".konexio" not in path.parts
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_check_is_listed_and_can_be_had_again(
    work: Konexio, answers: Answers, language: str
) -> None:
    path = notebook_of(work, VAT)
    bodies = [path.read_bytes()]
    for name in ("percent-as-whole", "reference"):
        answer(path, answers(VAT, name))
        bodies.append(path.read_bytes())
        work.run("check", VAT)
    others = everything_but(work, path)
    facts = [(one["number"], one["verdict"], one["passed"], one["checks"]) for one in listed(work)]
    assert facts == [(1, None, 0, 0), (2, "failed", 0, 1), (3, "passed", 1, 1)]
    shown = work.run("undo", VAT, "--list", "--lang", language).out
    passed = say(language, "verdicts.passed")
    assert say(language, "undo.verdict", verdict=passed, passed=1, all=1) in shown
    assert say(language, "because.new") in shown
    assert shown.count(say(language, "undo.now")) == 1
    assert "return" in shown
    for number in (1, 2, 3, 1):
        done = work.run("undo", VAT, "--to", str(number), "--lang", language)
        assert (done.exit, done.err) == (0, "")
        assert say(language, "undo.reload") in done.out
        assert path.read_bytes() == bodies[number - 1]
    assert [one["number"] for one in listed(work)] == [1, 2, 3]
    assert everything_but(work, path) == others


def test_undo_twice_is_nothing_and_the_unchecked_is_kept(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    work.run("check", VAT)
    checked = path.read_bytes()
    for after in (b'{"cells": [half', b"", checked[:-1] + b" ", "\ufeff{}".encode("utf-16")):
        path.write_bytes(after)
        assert work.run("undo").exit == 0
        assert path.read_bytes() == checked
        assert work.run("undo").exit == 0
        assert path.read_bytes() == after
        assert work.run("undo").exit == 0
    assert [one["is_now"] for one in listed(work)].count(True) == 1


def test_a_deleted_notebook_comes_back(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    work.run("check", VAT)
    body = path.read_bytes()
    shutil.rmtree(path.parent)
    assert work.run("undo", VAT).exit == 0
    assert path.read_bytes() == body


@pytest.mark.parametrize(("lost", "word"), [(b"", "empty"), (b'{"cells": [half', "damaged")])
def test_a_lost_notebook_gets_the_newest_state_that_can_be_read(
    work: Konexio, answers: Answers, lost: bytes, word: str
) -> None:
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    work.run("check", VAT)
    body = path.read_bytes()
    path.write_bytes(lost)
    for after in (body, lost):
        work.run("undo")
        assert path.read_bytes() == after
    path.unlink()
    assert work.run("undo").exit == 0
    assert path.read_bytes() == body
    shown = work.run("undo", "--list", "--lang", "fr").out.splitlines()
    assert shown[-3].endswith(say("fr", f"undo.{word}"))
    assert [one["unreadable"] for one in listed(work)] == [None, None, f"notebook-{word}"]
    assert [one["changed_line"] for one in listed(work)][2] == ""


def test_a_checked_copy_is_listed_but_never_put_back_by_itself(
    work: Konexio, answers: Answers
) -> None:
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    copy = path.with_name("price-with-vat-Copy1.ipynb")
    shutil.copy(path, copy)
    answer(path, answers(VAT, "percent-as-whole"))
    assert work.run("check", str(copy)).exit == 0
    body = path.read_bytes()
    assert work.run("undo", str(path.relative_to(work.folder))).exit == 0
    assert path.read_bytes() not in {body, copy.read_bytes()}
    number = next(one["number"] for one in listed(work) if one["verdict"] == "passed")
    assert work.run("undo", VAT, "--to", str(number)).exit == 0
    assert path.read_bytes() == copy.read_bytes()


def test_a_round_that_was_undone_opens_again(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, TASK)
    answer(path, answers(TASK, "reference"))
    first = path.read_bytes()
    assert work.run("check", TASK, "--json").json["data"]["opened_round"] == 2
    opened = path.read_bytes()
    assert work.run("undo", TASK).exit == 0
    assert path.read_bytes() == first
    assert work.run("check", TASK, "--json").json["data"]["opened_round"] == 2
    assert path.read_bytes() == opened
    assert json.loads(opened)["metadata"]["konexio"]["round"] == 2


def test_a_damaged_state_hides_no_other(work: Konexio) -> None:
    import sqlite3
    from contextlib import closing

    path = notebook_of(work, VAT)
    body = path.read_bytes()
    for text in ("one", "two"):
        answer(path, {"price": text})
        work.run("check", VAT)
    broken = str(listed(work)[1]["sha256"])
    with closing(sqlite3.connect(work.folder / ".konexio" / "journal.db")) as database, database:
        database.execute("UPDATE snapshots SET body = x'00' WHERE sha256 = ?", (broken,))
    assert len(listed(work)) == 3
    before = path.read_bytes()
    told = work.run("undo", VAT, "--to", "2", "--json")
    assert (told.exit, told.json["error"]["code"]) == (2, "snapshot-damaged")
    assert path.read_bytes() == before
    assert work.run("undo", VAT, "--to", "1").exit == 0
    assert path.read_bytes() == body
