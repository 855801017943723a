"""The learner's road, walked by the real command with real git and real rooms."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Answers, Konexio, answer, notebook_of, say

VAT = "m01/price-with-vat"
TASK = "c1/client-list-cleanup"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(desk: Konexio, *arguments: str) -> str:
    command = ["git", "-C", str(desk.folder / "portfolio"), *arguments]
    done = subprocess.run(command, capture_output=True, env=dict(desk.environment), check=True)
    return done.stdout.decode()


def attempts(desk: Konexio) -> list[tuple[str, int, str]]:
    with closing(sqlite3.connect(desk.folder / ".konexio" / "journal.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT exercise, round, verdict FROM attempts ORDER BY number")
        return rows.fetchall()


@needs_git
def test_the_whole_road(konexio: Konexio, answers: Answers) -> None:
    assert konexio.run("start", "work", "--name", "Amina").exit == 0
    desk = konexio.at(konexio.folder / "work")
    assert say("en", "pull.new.other", number=14) in desk.run("pull").out
    assert say("en", "list.done", done=0, all=14) in desk.run("list").out
    chosen = desk.run("next", "--json").json["data"]
    assert chosen["exercise"] == "m00/first-run"
    assert Path(chosen["notebook"]) == notebook_of(desk, "m00/first-run")

    assert desk.run("check").exit == 1
    assert say("en", "hint.step", step=1, all=3) in desk.run("hint").out
    assert say("en", "hint.step", step=2, all=3) in desk.run("hint").out
    answer(Path(chosen["notebook"]), answers("m00/first-run", "reference"))
    assert desk.run("check").exit == 0
    assert desk.run("next", "--json").json["data"]["exercise"] == "m00/read-the-error"

    handed = Path(desk.run("submit", "m00/first-run", "--json").json["data"]["file"])
    assert handed.read_bytes() == Path(chosen["notebook"]).read_bytes()
    assert "Amina" in handed.parts
    (entry,) = desk.run("portfolio", "--json").json["data"]["entries"]
    assert (entry["exercise"], entry["evidence"]) == ("m00/first-run", "self-checked")
    assert git(desk, "log", "--format=%an: %s").splitlines() == [
        "Amina: m00/first-run: Your first cell"
    ]
    assert git(desk, "status", "--porcelain") == ""
    assert desk.run("doctor").exit == 0


@needs_git
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_of_a_right_a_wrong_and_an_unfinished_notebook(
    work: Konexio, answers: Answers, language: str
) -> None:
    title = {"en": "Price with VAT", "fr": "Prix avec TVA"}[language]
    unfinished = work.run("check", VAT, "--lang", language)
    assert unfinished.exit == 1
    assert say(language, "check.unfinished") in unfinished.out.splitlines()
    assert say(language, "notes.cell-untouched", fact="price") in unfinished.out.splitlines()

    answer(notebook_of(work, VAT), answers(VAT, "percent-as-whole"))
    wrong = work.run("check", VAT, "--lang", language)
    assert wrong.exit == 1
    lines = wrong.out.splitlines()
    assert lines[:2] == [f"{title}  ({VAT})", f"✗ examples: {say(language, 'verdicts.failed')}"]
    assert "    Decimal('2000') == Decimal('120')" in lines
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


def test_a_notebook_that_is_there_is_never_written_over(work: Konexio) -> None:
    mine = notebook_of(work, VAT)
    mine.write_text("all that I have\n", "utf-8")
    notebook_of(work, "m01/tidy-name").unlink()
    pulled = work.run("pull", "--json").json["data"]
    assert pulled["new"] == ["m01/tidy-name"]
    assert VAT in pulled["kept"]
    assert mine.read_text("utf-8") == "all that I have\n"
    assert work.run("start", ".", "--name", "Other").exit == 0
    assert mine.read_text("utf-8") == "all that I have\n"


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
    for command in ("list", "next", "hint", "submit"):
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
    ("name", "folder"),
    [
        ('Am"i\nna', "Amina"),
        ("O'Neil, Kim", "O'Neil, Kim"),
        ("فاطمة", "فاطمة"),
        ("../..", "learner"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_a_name_is_only_a_name(work: Konexio, answers: Answers, name: str, folder: str) -> None:
    started = work.run("start", ".", "--name", name, "--json")
    assert started.json["data"]["name"] == name
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    assert work.run("check", VAT).exit == 0
    handed = Path(work.run("submit", VAT, "--json").json["data"]["file"])
    assert handed.relative_to(work.folder / "outbox").parts == (
        folder,
        *VAT.split("/"),
        handed.name,
    )
    author = git(work, "log", "--format=%an").strip()
    assert author
    assert set(author) <= set(name) | set(" learner")


def test_a_path_alone_can_be_checked_and_leaves_nothing(
    work: Konexio, answers: Answers, tmp_path: Path
) -> None:
    copy = tmp_path / "Copie de price-with-vat (1).ipynb"
    shutil.copy(notebook_of(work, VAT), copy)
    answer(copy, answers(VAT, "reference"))
    outside = work.at(tmp_path)
    for desk in (outside, work):
        done = desk.run("check", str(copy))
        assert done.exit == 0
        assert say("en", "check.no_workspace") in done.out
    assert outside.run("submit", str(copy)).exit == 2
    assert not (tmp_path / ".konexio").exists()
    assert attempts_if_any(work) == []
    at_home = outside.run("check", str(notebook_of(work, VAT)))
    assert (at_home.exit, len(attempts(work))) == (1, 1)


def attempts_if_any(desk: Konexio) -> list[tuple[str, int, str]]:
    return attempts(desk) if (desk.folder / ".konexio" / "journal.db").exists() else []


@pytest.mark.parametrize("command", ["check", "submit"])
def test_the_notebook_of_another_exercise_is_not_taken_for_this_one(
    work: Konexio, command: str
) -> None:
    path = notebook_of(work, VAT)
    shutil.copy(notebook_of(work, "m01/tidy-name"), path)
    done = work.run(command, VAT)
    facts = {"file": path, "exercise": VAT, "other": "m01/tidy-name"}
    assert done.exit == 2
    assert say("en", "errors.notebook-of-another.what", **facts) in done.err.replace("\n", " ")
    assert say("en", "errors.notebook-of-another.next") in done.err
    assert attempts_if_any(work) == []


@pytest.mark.parametrize("command", ["check", "hint", "submit"])
def test_an_unknown_exercise_gets_a_near_name(work: Konexio, command: str) -> None:
    done = work.run(command, "m01/tidy-nam", "--lang", "fr")
    assert done.exit == 2
    assert done.err.splitlines() == [
        say("fr", "errors.exercise-near.what", exercise="m01/tidy-nam"),
        f"→ {say('fr', 'errors.exercise-near.next', near='m01/tidy-name')}",
    ]
    assert work.run(command, "nothing-like-it").exit == 2
    assert work.run("hint", f"{VAT}/").exit == 0


DAMAGED = {
    "notebook-empty": b"",
    "notebook-damaged": b'{"cells": [\n{"cell_type": "co',
    "notebook-web-page": b"<!doctype html><title>Log in</title>",
    "notebook-not-one": b"[]",
    "notebook-from-future": b'{"nbformat": 7, "nbformat_minor": 0, "metadata": {}, "cells": []}',
}


@pytest.mark.parametrize("code", DAMAGED)
def test_a_notebook_that_cannot_be_read_is_told_and_kept(work: Konexio, code: str) -> None:
    path = notebook_of(work, VAT)
    path.write_bytes(DAMAGED[code])
    for command in ("check", "submit"):
        done = work.run(command, VAT, "--json")
        assert done.exit == 2
        assert done.json["error"]["code"] == code
        assert str(path) in done.json["error"]["what"]
        assert path.read_bytes() == DAMAGED[code]
    assert attempts_if_any(work) == []
    path.unlink()
    assert work.run("check", VAT, "--json").json["error"]["code"] == "notebook-missing"


class Editor:
    """What programs and people do to the form of a notebook, without changing what it says."""

    @staticmethod
    def jupyterlab(cells: list[dict[str, object]], metadata: dict[str, object]) -> None:
        metadata["language_info"] = {"name": "python", "version": "3.12.1", "pygments_lexer": "x"}
        for number, cell in enumerate(cells):
            cell["id"] = f"5f2d6b{number:02d}-6d1c-4c1e-9a53-2f1f7f9f6f00"
            cell["metadata"] = {"trusted": True, "scrolled": False}
            if cell["cell_type"] == "code":
                cell["execution_count"] = number + 7
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["120\n"]}]

    @staticmethod
    def vscode(cells: list[dict[str, object]], metadata: dict[str, object]) -> None:
        metadata.clear()
        for cell in cells:
            del cell["id"]
            cell["metadata"] = {"vscode": {"languageId": "python"}}
            cell["source"] = "".join(cell["source"])  # type: ignore[arg-type]  # a list of lines

    @staticmethod
    def duplicated(cells: list[dict[str, object]], _: dict[str, object]) -> None:
        cells += [dict(cell) for cell in cells]

    @staticmethod
    def reordered(cells: list[dict[str, object]], _: dict[str, object]) -> None:
        given = [cell for cell in cells if cell["id"] in {"setup", "lines"}]
        rest = [cell for cell in cells if cell not in given]
        cells[:] = [*rest[-1:], *given, *rest[:-1]]

    @staticmethod
    def deleted(cells: list[dict[str, object]], _: dict[str, object]) -> None:
        kept = {"price", "order"}
        cells[:] = [cell for cell in cells if cell["id"] in kept]

    @staticmethod
    def extra(cells: list[dict[str, object]], _: dict[str, object]) -> None:
        for source in ("1 / 0", "%matplotlib inline", "print('my notes')", "def"):
            cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
            cells.append(cell | {"source": source})


@pytest.mark.parametrize("form", [name for name in vars(Editor) if not name.startswith("_")])
@pytest.mark.parametrize("exercise", [VAT, "m00/order-the-lines"])
def test_a_right_notebook_is_right_in_every_form(
    work: Konexio, answers: Answers, exercise: str, form: str
) -> None:
    path = notebook_of(work, exercise)
    answer(path, answers(exercise, "reference"))
    notebook = json.loads(path.read_text("utf-8"))
    getattr(Editor, form)(notebook["cells"], notebook["metadata"])
    path.write_text(json.dumps(notebook), "utf-8")
    done = work.run("check", exercise)
    assert done.exit == 0, done


def test_what_a_program_prints_and_shows_steers_no_terminal(work: Konexio) -> None:
    hostile = "def price_with_vat(price, vat):\n    return '\\x1b[2J\\x1b]0;x\\x07[red]\\u202e'\n"
    answer(notebook_of(work, VAT), {"price": hostile})
    done = work.run("check", VAT)
    assert done.exit == 1
    assert "[red]" in done.out
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out)


@pytest.fixture
def client(work: Konexio) -> Iterator[Konexio]:
    """A desk at the client task."""
    assert work.run("hint", TASK).exit == 0
    yield work


def test_the_client_answers_as_often_as_the_task_says(client: Konexio) -> None:
    listed = client.run("ask", "--exercise", TASK, "--json").json["data"]
    budget = listed["left"]
    assert listed["answers"] == {}
    for number in range(1, budget + 1):
        done = client.run("ask", str(number), "--exercise", TASK, "--json").json["data"]
        assert done["left"] == budget - number
    assert client.run("ask", "1", "--exercise", TASK).exit == 0
    more = client.run("ask", str(budget + 1), "--exercise", TASK, "--json")
    assert (more.exit, more.json["error"]["code"]) == (2, "questions-used-up")
    assert client.run("ask", "99", "--exercise", TASK).exit == 2
    assert client.run("ask", "--exercise", VAT, "--json").json["error"]["code"] == "no-questions"
