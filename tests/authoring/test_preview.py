"""`konexio pack preview`: what it shows is what a learner of each language gets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from konexio_cli.model.language import Language
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.reports.catalogue import Texts

TASK = "c1/client-list-cleanup"
VAT = "m01/price-with-vat"


def konexio(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    left = {k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")}
    return subprocess.run(
        [sys.executable, "-m", "konexio_cli", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=left | {"LC_ALL": "C.UTF-8", "COLUMNS": "200"},
        check=False,
    )


def preview(repository: Path, folder: Path, name: str, *more: str) -> str:
    places = (
        "--exercises",
        str(repository / "exercises"),
        "--graders",
        str(repository / "graders"),
    )
    done = konexio(folder, "pack", "preview", name, *places, *more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", [VAT, TASK])
def test_every_text_of_a_language_is_shown(
    repository: Path, tmp_path: Path, name: str, language: str
) -> None:
    shown = preview(repository, tmp_path, name, "--lang", language)
    exercise, of = read_exercise(repository / "exercises", name), Language(language)
    texts = [exercise.title, *(goal.title for goal in exercise.goals)]
    texts += [goal.example for goal in exercise.goals if goal.example]
    for one in exercise.rounds:
        texts += [one.brief, *(hint.text for hint in one.hints)]
    for question in exercise.questions:
        texts += [question.text, question.answer]
    assert [text.into(of) for text in texts if text.into(of) not in shown] == []
    attempts = (repository / "graders" / name).glob("**/attempts/failed/*.py")
    for mistake in {path.stem for path in attempts}:
        assert f"{mistake}: {Texts(of).misconception(mistake)}" in shown
    for cell in exercise.starter(len(exercise.rounds)):
        assert f"[{cell.name}, {cell.role}]\n{cell.source}" in shown


@pytest.mark.parametrize("language", list(Language))
def test_the_notebook_is_the_one_that_is_pulled(
    repository: Path, tmp_path: Path, language: Language
) -> None:
    preview(repository, tmp_path, VAT, "--out", "vat.ipynb", "--lang", language)
    work = tmp_path / "work"
    assert konexio(tmp_path, "start", "work", "--name", "A", "--lang", language).returncode == 0
    exercises = ("--exercises", str(repository / "exercises"))
    assert konexio(work, "pull", *exercises).returncode == 0
    (pulled,) = work.rglob("price-with-vat.ipynb")
    assert (tmp_path / "vat.ipynb").read_bytes() == pulled.read_bytes()


def test_the_notebook_of_a_task_has_both_rounds(repository: Path, tmp_path: Path) -> None:
    shown = preview(repository, tmp_path, TASK, "--out", "task.ipynb", "--json")
    data: dict[str, Any] = json.loads(shown)["data"]
    notebook = nbformat.read(tmp_path / "task.ipynb", as_version=4)
    nbformat.validate(notebook)
    names = [cell["name"] for cell in data["cells"]]
    assert names == [cell.metadata.konexio.name for cell in notebook.cells]
    assert {"brief", "brief-2"} <= set(names)
    assert len(data["rounds"]) == 2


def test_what_falls_back_is_told(repository: Path, tmp_path: Path) -> None:
    shown = json.loads(preview(repository, tmp_path, VAT, "--lang", "ar", "--json"))
    assert any("brief 1" in note and "ar" in note for note in shown["notes"])
    assert shown["data"]["title"] == "Prix avec TVA"
    assert json.loads(preview(repository, tmp_path, VAT, "--lang", "fr", "--json"))["notes"] == []


def test_nothing_of_the_grader_is_shown_but_messages(repository: Path, tmp_path: Path) -> None:
    shown = preview(repository, tmp_path, VAT)
    reference = repository / "graders" / VAT / "attempts" / "passed" / "reference.py"
    assert reference.read_text("utf-8").strip().splitlines()[-1].strip() not in shown
    assert "def test_" not in shown
