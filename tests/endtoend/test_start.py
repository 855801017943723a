"""`konexio start` at a terminal, as a new learner meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Konexio, course_size, notebook_of, say

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def at_a_terminal(konexio: Konexio, typed: str, *words: str) -> tuple[int, str]:
    """Run `konexio start …` with these lines typed; return its exit code and what was shown."""
    ours, theirs = os.openpty()
    os.write(ours, typed.encode())
    process = subprocess.Popen(
        konexio.command("start", *words),
        cwd=konexio.folder,
        env={**konexio.environment, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = bytearray()
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux ends a pseudo-terminal with an error
        pass
    finally:
        os.close(ours)
    return process.wait(), shown.decode()


def settings(folder: Path) -> dict[str, str | None]:
    found: dict[str, str | None] = json.loads(
        (folder / ".konexio" / "workspace.json").read_text("utf-8")
    )
    return found


def test_the_questions_come_in_the_chosen_language(konexio: Konexio) -> None:
    code, shown = at_a_terminal(konexio, "fr\nmon travail\nAmina\n")
    assert code == 0
    assert say("fr", "start.name") in shown
    assert 'cd "mon travail"' in shown
    made = settings(konexio.folder / "mon travail")
    assert (made["language"], made["name"]) == ("fr", "Amina")
    assert (
        say("fr", "list.done", done=0, all=course_size())
        in konexio.run("list", cwd=konexio.folder / "mon travail").out
    )


def test_pressing_enter_is_enough_but_for_a_name(konexio: Konexio) -> None:
    code, shown = at_a_terminal(konexio, "\n\n\n  \nAmina\n")
    assert code == 0
    assert shown.count(say("en", "start.name_again")) == 2
    assert settings(konexio.folder / "konexio-work")["name"] == "Amina"


@pytest.mark.parametrize(("typed", "language"), [("fr\n\x04", "fr"), ("\x04", "en")])
def test_the_end_of_input_leaves_nothing(konexio: Konexio, typed: str, language: str) -> None:
    code, shown = at_a_terminal(konexio, typed)
    assert code == 130
    assert say(language, "errors.start-stopped.what") in shown
    assert not (konexio.folder / "konexio-work").exists()


def test_starting_again_keeps_the_course_in_use(konexio: Konexio, repository: Path) -> None:
    assert konexio.run("start", "work", "--name", "Amina").exit == 0
    desk = konexio.at(konexio.folder / "work")
    assert desk.run("pull", str(repository)).exit == 0
    course = settings(desk.folder)["course"]
    assert course
    assert desk.run("start", ".", "--name", "Amina", "--lang", "fr").exit == 0
    assert settings(desk.folder)["course"] == course


def test_a_language_that_is_none_is_asked_for_again(konexio: Konexio) -> None:
    code, shown = at_a_terminal(konexio, "deutsch\n2\nFrançais\n\nAmina\n")
    assert code == 0
    assert shown.count("English: en") == 3
    assert settings(konexio.folder / "konexio-work")["language"] == "fr"


@pytest.mark.parametrize("inside", [True, False])
def test_starting_again_keeps_name_and_language(konexio: Konexio, inside: bool) -> None:
    assert konexio.run("start", "work", "--name", "Amina", "--lang", "fr").exit == 0
    before = settings(konexio.folder / "work")
    words = ["start"] if inside else ["start", "work"]
    desk = konexio.at(konexio.folder / "work") if inside else konexio
    done = desk.run(*words, env={"KONEXIO_LANG": "en"})
    assert say("fr", "start.kept") in done.out
    assert settings(konexio.folder / "work") == before
    assert desk.run(*words, "--name", "Zoé").exit == 0
    assert settings(konexio.folder / "work") == before | {"name": "Zoé"}
    assert desk.run(*words, "--lang", "en").exit == 0
    assert settings(konexio.folder / "work") == before | {"name": "Zoé", "language": "en"}


def test_at_a_terminal_what_was_there_is_the_default(konexio: Konexio) -> None:
    assert konexio.run("start", "work", "--name", "Amina", "--lang", "fr").exit == 0
    before = settings(konexio.folder / "work")
    code, shown = at_a_terminal(konexio, "\n\n", "work")
    assert code == 0
    assert "[fr]" in shown
    assert "[Amina]" in shown
    assert settings(konexio.folder / "work") == before
    code, _ = at_a_terminal(konexio, "en\nwork\n\n")
    assert code == 0
    assert settings(konexio.folder / "work") == before | {"language": "en"}


@pytest.mark.parametrize(("answer", "kept"), [("1", "logical"), ("", "logical"), ("2", "visual")])
def test_a_reader_of_arabic_is_asked_once_which_line_is_right(
    konexio: Konexio, answer: str, kept: str
) -> None:
    code, shown = at_a_terminal(konexio, f"العربية\n3\n{answer}\nwork\nأمينة\n")
    assert code == 0
    sample = say("ar", "start.sample")
    assert f"1. {sample}\r\n2. {sample[::-1]}" in shown
    assert shown.count(say("ar", "start.which")) == 2
    assert say("ar", "start.draft") in shown
    in_one_line = " ".join(shown.split())
    assert (say("ar", "start.visual") in in_one_line) == (kept == "visual")
    assert f"← {say('ar', 'start.next', folder='work')}".splitlines()[0] in shown
    made = settings(konexio.folder / "work")
    assert (made["language"], made["name"], made["direction"]) == ("ar", "أمينة", kept)
    code, again = at_a_terminal(konexio, "\n\n", "work")
    assert code == 0
    assert say("ar", "start.which") not in again
    assert settings(konexio.folder / "work") == made


def test_nobody_else_is_asked_which_line_is_right(konexio: Konexio) -> None:
    assert konexio.run("start", "work", "--name", "Amina", "--lang", "ar").exit == 0
    assert settings(konexio.folder / "work")["direction"] is None
    _, shown = at_a_terminal(konexio, "fr\n\n", "work")
    assert say("ar", "start.sample") not in shown


def test_a_notebook_in_arabic_is_written_from_right_to_left(konexio: Konexio) -> None:
    assert konexio.run("start", "work", "--name", "Amina", "--lang", "ar").exit == 0
    desk = konexio.at(konexio.folder / "work")
    assert desk.run("next").exit == 0
    cells = json.loads(notebook_of(desk, "m00/first-run").read_text("utf-8"))["cells"]
    label = next(
        "".join(c["source"]) for c in cells if say("ar", "labels.answer") in "".join(c["source"])
    )
    assert label.startswith('<div dir="rtl">')


@pytest.mark.parametrize("folder", ["inner", "m01/inner", "../work/inner"])
def test_no_workspace_is_made_inside_another(work: Konexio, folder: str) -> None:
    done = work.run("start", folder, "--name", "Amina", "--json")
    assert (done.exit, done.json["error"]["code"]) == (2, "workspace-inside")
    assert done.json["error"]["facts"]["folder"] == str(work.folder)
    assert not (work.folder / folder).exists()
    assert work.run("start", "../beside", "--name", "Amina").exit == 0
