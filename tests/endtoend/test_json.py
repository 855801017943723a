"""With --json: one document of one form on standard output, whatever happens."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from konexio_cli.cli import main

from .conftest import Answers, Done, Konexio, answer, notebook_of

VAT = "m01/price-with-vat"
TASK = "c1/client-list-cleanup"
COMMANDS = [
    *(name for name, _ in main.COMMANDS),
    *(f"{group} {name}" for group, commands in main.GROUPS.items() for name, _ in commands),
]
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "schemas" / "envelope.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def envelope(done: Done, command: str) -> dict[str, object]:
    """Return the envelope of a run, which fits the schema, the command and the exit code."""
    found = done.json
    VALIDATOR.validate(found)
    assert found["command"] == command
    assert found["ok"] is (done.exit == 0)
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)


def test_every_command_of_a_learner_that_succeeds(work: Konexio, answers: Answers) -> None:
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    for words in (
        ["start", ".", "--name", "Amina"],
        ["pull"],
        ["list"],
        ["next"],
        ["check", VAT],
        ["hint", VAT],
        ["ask", "--exercise", TASK],
        ["undo", VAT],
        ["undo", VAT, "--list"],
        ["submit", VAT],
        ["status"],
        ["portfolio"],
        ["doctor"],
    ):
        done = work.run("--json", *words)
        assert envelope(done, words[0])["error"] is None
        assert (done.exit, done.err) == (0, "")


def test_every_command_of_a_trainer_that_succeeds(konexio: Konexio, repository: Path) -> None:
    content = [
        *("--exercises", str(repository / "exercises")),
        *("--graders", str(repository / "graders")),
    ]
    demo = konexio.run("demo", *content, "--json")
    data = envelope(demo, "demo")["data"]
    assert demo.exit == 0
    assert isinstance(data, dict)
    cohort = Path(data["folder"], "cohort")
    graded = konexio.run("cohort", "grade", str(cohort), *content, "--json")
    assert graded.exit == 0
    assert len(envelope(graded, "cohort grade")["notes"]) == 1  # type: ignore[arg-type]  # a list
    again = konexio.run("cohort", "gradebook", str(cohort), "--json")
    assert again.exit == 0
    assert len(envelope(again, "cohort gradebook")["notes"]) == 1  # type: ignore[arg-type]  # a list
    collected = konexio.run("cohort", "collect", str(cohort), *content[:2], "--json")
    assert collected.exit == 0
    assert envelope(collected, "cohort collect")["error"] is None
    alike = konexio.run("cohort", "similar", str(cohort), *content[:2], "--json")
    assert alike.exit == 0
    assert envelope(alike, "cohort similar")["error"] is None
    words = ("amina", "price-with-vat", "--comment", "Well done.")
    for command, *more in (("mark", *words), ("board",), ("regrade", *content)):
        done = konexio.run("cohort", command, str(cohort), *more, "--json")
        assert done.exit == 0
        assert envelope(done, f"cohort {command}")["error"] is None
    proven = konexio.run("pack", "check", "m00/first-run", *content, "--json")
    assert proven.exit == 0
    assert envelope(proven, "pack check")["error"] is None
    shown = konexio.run("pack", "preview", "m00/first-run", *content, "--json")
    assert shown.exit == 0
    assert envelope(shown, "pack preview")["error"] is None
    published = konexio.run("pack", "publish", *content, "--json")
    assert published.exit == 0
    assert envelope(published, "pack publish")["error"] is None


def test_not_yet_is_no_error(work: Konexio, repository: Path, tmp_path: Path) -> None:
    unfinished = work.run("check", VAT, "--json", "--lang", "fr")
    assert unfinished.exit == 1
    assert envelope(unfinished, "check")["error"] is None

    graders = tmp_path / "graders"
    shutil.copytree(repository / "graders" / "m00", graders / "m00")
    attempts = graders / "m00" / "first-run" / "attempts"
    (attempts / "failed" / "hardcoded-answer.py").rename(attempts / "passed" / "no.py")
    folders = ("--exercises", str(repository / "exercises"), "--graders", str(graders))
    broken = work.run("pack", "check", "m00/first-run", *folders, "--json")
    assert broken.exit == 1
    assert envelope(broken, "pack check")["error"] is None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_command_line(konexio: Konexio, command: str) -> None:
    done = konexio.run(*command.split(), "--no-such-option", "--json")
    error = envelope(done, command)["error"]
    assert isinstance(error, dict)
    assert (done.exit, done.err, error["code"]) == (2, "", "option-unknown")


ERRORS = {
    "workspace-missing": ["list"],
    "no-current": ["check"],
    "exercise-near": ["check", "m01/tidy-nam"],
    "exercise-unknown": ["check", "\udcff\n\x1b[2J"],
    "file-missing": ["check", "no-such.ipynb"],
    "source-missing": ["pull", "no-such-folder"],
    "receive-nothing": ["receive", "."],
    "folder-is-file": ["start", "file"],
    "cohort-folder-missing": ["cohort", "grade", "no-such-folder", "--graders", "."],
    "graders-missing": ["pack", "check"],
    "exercises-missing": ["demo", "--exercises", "no-such-folder"],
    "command-missing": [],
    "command-near": ["chek"],
    "command-unknown": ["frobnicate", "\udcff"],
    "language-unknown": ["list", "--lang", "xx"],
    "argument-missing": ["cohort", "grade"],
    "argument-wrong": ["undo", "--to", "one"],
    "argument-extra": ["hint", "tidy", "name"],
    "option-near": ["list", "--exercise"],
    "undo-nothing": ["undo", "m01/tidy-name"],
    "undo-unknown": ["undo", "m01/tidy-name", "--to", "7"],
    "undo-elsewhere": ["undo", "m01/other.ipynb"],
    "option-wrong": ["list", "--exercises"],
}


@pytest.mark.parametrize("code", ERRORS)
def test_an_error(konexio: Konexio, work: Konexio, code: str) -> None:
    (konexio.folder / "file").touch()
    desk = (
        work
        if code in {"no-current", "exercise-near", "exercise-unknown", "receive-nothing"}
        else konexio
    )
    desk = work if code == "source-missing" or code.startswith("undo-") else desk
    words = ERRORS[code]
    done = desk.run(*words, "--json")
    named = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else " ".join(words[:1])
    error = envelope(done, named if named in COMMANDS else "")["error"]
    assert isinstance(error, dict)
    assert (error["code"], done.err) == (code, "")
    assert done.exit == (4 if code == "source-missing" else 2)
