"""The learner's road, walked by the real command with real git and real rooms."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from konexio_cli.errors import Exit

from .conftest import (
    Answers,
    Konexio,
    answer,
    attempts,
    course_size,
    handed_in,
    notebook_of,
    say,
    small,
)

VAT = "m01/price-with-vat"
TASK = "c1/client-list-cleanup"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(desk: Konexio, *arguments: str) -> str:
    command = ["git", "-C", str(desk.folder / "portfolio"), *arguments]
    done = subprocess.run(command, capture_output=True, env=dict(desk.environment), check=True)
    return done.stdout.decode()


@needs_git
def test_the_whole_road(konexio: Konexio, answers: Answers) -> None:
    assert konexio.run("start", "work", "--name", "Amina").exit == 0
    desk = konexio.at(konexio.folder / "work")
    assert say("en", "pull.new.other", number=course_size()) in desk.run("pull").out
    assert say("en", "list.done", done=0, all=course_size()) in desk.run("list").out
    chosen = desk.run("next", "--json").json["data"]
    assert chosen["exercise"] == "m00/first-run"
    assert Path(chosen["notebook"]) == notebook_of(desk, "m00/first-run")

    assert desk.run("check").exit == 1
    assert say("en", "hint.step", step=1, all=3) in desk.run("hint").out
    assert say("en", "hint.step", step=2, all=3) in desk.run("hint").out
    answer(Path(chosen["notebook"]), answers("m00/first-run", "reference"))
    assert desk.run("check").exit == 0
    assert desk.run("next", "--json").json["data"]["exercise"] == "m00/read-the-error"

    handed = handed_in(desk, "m00/first-run")
    assert handed == (1, small(Path(chosen["notebook"]).read_bytes()))
    (entry,) = desk.run("portfolio", "--json").json["data"]["entries"]
    assert (entry["exercise"], entry["evidence"]) == ("m00/first-run", "self-checked")
    assert git(desk, "log", "--format=%an: %s").splitlines() == [
        "Amina: m00/first-run: Your first cell"
    ]
    assert git(desk, "status", "--porcelain") == ""
    assert desk.run("doctor").exit == 0


def test_next_opens_the_exercise_that_is_named(work: Konexio) -> None:
    chosen = work.run("next", "m03/cart-total", "--json").json["data"]
    assert chosen["exercise"] == "m03/cart-total"
    assert Path(chosen["notebook"]) == notebook_of(work, "m03/cart-total")
    assert work.run("hint", "--json").json["data"]["exercise"] == "m03/cart-total"
    unknown = work.run("next", "m03/card-total", "--json")
    assert unknown.exit == 2
    assert unknown.json["error"]["code"] == "exercise-near"


@needs_git
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_of_a_right_a_wrong_and_an_unfinished_notebook(
    work: Konexio, answers: Answers, language: str
) -> None:
    title = {"en": "Price with VAT", "fr": "Prix avec TVA"}[language]
    unfinished = work.run("check", VAT, "--lang", language)
    assert unfinished.exit == 1
    assert unfinished.out.splitlines()[-3:] == [
        say(language, "check.unfinished"),
        "",
        f"→ {say(language, 'check.next_not_yet')}",
    ]

    answer(notebook_of(work, VAT), answers(VAT, "percent-as-whole"))
    wrong = work.run("check", VAT, "--lang", language)
    assert wrong.exit == 1
    lines, given = wrong.out.splitlines(), "Decimal('2000')"
    assert lines[:2] == [f"{title}  ({VAT})", f"✗ examples: {say(language, 'verdicts.failed')}"]
    assert f"    {say(language, 'check.got', value=given)}" in lines
    assert lines[-3:] == [
        say(language, "check.not_yet", passed=0, all=1),
        "",
        f"→ {say(language, 'check.next_not_yet')}",
    ]

    answer(notebook_of(work, VAT), answers(VAT, "another-way"))
    right = work.run("check", VAT, "--lang", language)
    evidence = say(language, "evidence.self-checked")
    assert (right.exit, right.err) == (0, "")
    assert right.out.splitlines() == [
        f"{title}  ({VAT})",
        f"✓ examples: {say(language, 'verdicts.passed')}",
        say(language, "check.passed"),
        f"- {say(language, 'check.kept', evidence=evidence)}",
        "",
        f"→ {say(language, 'check.next_passed')}",
    ]
    assert [verdict for _, _, verdict in attempts(work)] == ["failed", "failed", "passed"]


@needs_git
def test_the_second_round_opens_when_the_first_is_passed(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, TASK)
    answer(path, answers(TASK, "reference"))
    before = json.loads(path.read_text("utf-8"))["cells"]
    first = work.run("check", str(path.relative_to(work.folder)))
    assert first.exit == 0
    assert say("en", "check.round_open", round=2) in first.out
    opened = json.loads(path.read_text("utf-8"))["cells"]
    assert opened[: len(before)] == before
    assert len(opened) > len(before)
    assert (path.parent / "clients_kampala.csv").is_file()

    again = work.run("check", TASK, "--json")
    assert (again.exit, again.json["data"]["round"]) == (1, 2)
    assert json.loads(path.read_text("utf-8"))["cells"] == opened

    answer(path, answers(TASK, "reference", 2))
    _drop_metadata(path)
    (path.parent / "clients_clean.csv").write_text("name\nAmina\n", "utf-8")
    assert work.run("check", TASK).exit == 0
    entries = work.run("portfolio", "--json").json["data"]["entries"]
    assert [(entry["exercise"], entry["round"]) for entry in entries] == [(TASK, 1), (TASK, 2)]
    kept = git(work, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert f"{TASK}/round2/deliverables/clients_clean.csv" in kept
    assert not [name for name in kept if name.endswith("kampala.csv")]


def _drop_metadata(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    path.write_text(json.dumps(notebook), "utf-8")


@needs_git
def test_without_git_only_the_commits_wait(work: Konexio, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    without = work.at(work.folder, PATH=str(tmp_path / "empty"))
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    checked = without.run("check", VAT)
    assert checked.exit == 0
    assert say("en", "check.kept_without_git", evidence="self-checked") in checked.out
    for command in ("list", "next", "hint", "submit", "status"):
        assert without.run(command).exit == 0
    shown = without.run("portfolio")
    assert say("en", "portfolio.title.one", number=1) in shown.out
    assert say("en", "portfolio.without_git") in shown.out
    doctor = without.run("doctor")
    assert doctor.exit == 0
    assert f"· {say('en', 'doctor.git.broken')}" in doctor.out.splitlines()
    assert not (work.folder / "portfolio" / ".git").exists()

    assert say("en", "portfolio.without_git") not in work.run("portfolio").out
    assert git(work, "log", "--format=%s").splitlines() == [f"{VAT}: Price with VAT"]


@needs_git
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ('Am"i\nna', "Am-i-na"),
        ("O'Neil, Kim", "O'Neil,-Kim"),
        ("فاطمة", "فاطمة"),
        ("../..", "learner"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_a_name_is_only_a_name(work: Konexio, answers: Answers, name: str, file: str) -> None:
    started = work.run("start", ".", "--name", name, "--json")
    assert started.json["data"]["name"] == name
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    assert work.run("check", VAT).exit == 0
    handed = Path(work.run("submit", VAT, "--json").json["data"]["file"])
    assert handed.parent == work.folder / "outbox"
    assert handed.name.startswith(f"{file}-price-with-vat-")
    author = git(work, "log", "--format=%an").strip()
    assert author
    assert set(author) <= set(name) | set(" learner")


def test_the_client_answers_as_often_as_the_task_says(work: Konexio) -> None:
    listed = work.run("ask", "--exercise", TASK, "--json").json["data"]
    budget = listed["left"]
    assert listed["answers"] == {}
    for number in range(1, budget + 1):
        done = work.run("ask", str(number), "--exercise", TASK, "--json").json["data"]
        assert done["left"] == budget - number
    assert work.run("ask", "1", "--exercise", TASK).exit == 0
    more = work.run("ask", str(budget + 1), "--exercise", TASK, "--json")
    assert (more.exit, more.json["error"]["code"]) == (2, "questions-used-up")
    assert work.run("ask", "99", "--exercise", TASK).exit == 2
    assert work.run("ask", "--exercise", VAT, "--json").json["error"]["code"] == "no-questions"
    assert work.run("ask", TASK, "--json").json["data"]["left"] == 0


def test_the_name_of_a_pack_is_answered(work: Konexio) -> None:
    listed = work.run("list", "m01/", "--json").json["data"]["exercises"]
    assert {one["id"].partition("/")[0] for one in listed} == {"m01"}
    unknown = work.run("list", "m99", "--json").json["error"]
    assert (unknown["code"], "m01" in unknown["facts"]["known"]) == ("pack-unknown", True)
    whole = work.run("check", "m01", "--lang", "fr")
    assert whole.exit == Exit.USAGE
    assert "konexio list m01" in whole.err
