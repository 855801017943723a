"""Paths of somebody's own machine are found, whatever file they are in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.private import own_path_in, without_own_paths
from konexio_cli.portfolio.showing import showcase
from tests.showing import TASK, a_portfolio

OWN = (
    *("/home/amina/work/a.csv", "/Users/amina/a", "C:\\Users\\amina\\a.csv", "D:/work/a.csv"),
    *("\\\\server\\share\\a", "/root/a", "file:///home/amina/a", "/content/drive/a"),
    *("/var/lib/x", "/srv/kurs/a", "/private/var/x", "~/work/x", "~amina/x", "/Volumes/stick/a"),
    *("vscode-notebook-cell:/home/amina/a", "file%3A///home/amina/a", "%2Fhome%2Famina%2Fa"),
    *("vscode-remote://wsl%2Bubuntu/home/amina", "file:///C:/Users/amina", "/bin:/home/amina/bin"),
    *("file://localhost/home/amina", "sqlite:////home/amina/a.db", "file:///C%3A/Users/amina"),
)
FINE = (
    *("https://example.org/home/page", "totals.csv", "out/totals.csv", "12:30 and 13:45"),
    *("a:b", "/", "1/2", "http://users/x", "see docs/home/x", "Note: yes", "\\n"),
    *("#!/usr/bin/env python3", "/etc/hosts", "about ~/3", "https://x.org/~amina/page", "a/tmp/b"),
    *("http://a.example:8080/home/x", "https://a.example/a%20b/home/x", "docs%2Fhome%2Fx", "50%"),
)


def archive(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", text)
    return made.getvalue()


@pytest.mark.parametrize("path", OWN)
def test_own_paths_are_found(path: str) -> None:
    for text in (path, f'a,"{path}"\n', f"\n{path} is it", f"x=({path})"):
        assert own_path_in(text.encode())
        assert own_path_in(text.encode("utf-16"))
        assert own_path_in(archive(text))


@pytest.mark.parametrize("text", FINE)
def test_other_text_is_fine(text: str) -> None:
    assert own_path_in(text.encode()) == ""


def test_the_folders_that_are_named_are_found() -> None:
    assert own_path_in(b"in /kurs/eins/a.csv", [Path("/kurs/eins")]) == "/kurs/eins"
    assert own_path_in(b"a/b", [Path("/")]) == ""


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_have_an_answer(body: bytes, zipped: bool) -> None:
    assert isinstance(own_path_in(b"PK\x03\x04" + body if zipped else body), str)


def test_such_files_are_left_out_and_named(tmp_path: Path) -> None:
    folder = a_portfolio(tmp_path)
    shown = showcase(folder, Choices(), "Zoé")
    kept, left = without_own_paths(shown, [Path("Idris")])
    assert (kept, left) == (shown, ())
    kept, left = without_own_paths(shown, [Path("Dear/Idris"), Path("2024-01/..")])
    assert left == ()
    (task,) = [one for one in shown.pieces if one.exercise == TASK]
    task.rounds[1].files[0].path.write_bytes(b"see /home/zoe/x")
    kept, left = without_own_paths(shown, [])
    assert [(one.exercise, one.path) for one in left] == [(TASK, "/home/zoe")]
    (task,) = [one for one in kept.pieces if one.exercise == TASK]
    assert left[0].file not in {file.name for file in task.rounds[1].files}


def test_words_with_a_path_are_left_out_and_named(tmp_path: Path) -> None:
    choices = Choices(headline="In ~/work/x", about="I clean.", contact=("a@b.example", "/var/x"))
    shown = showcase(a_portfolio(tmp_path), choices.say("See C:\\Users\\zoe", TASK), "Zoé")
    kept, left = without_own_paths(shown, [])
    assert (kept.headline, kept.about, kept.contact) == ("", "I clean.", ("a@b.example",))
    assert not any(one.words for one in kept.pieces)
    assert sorted((one.exercise, one.file, one.path) for one in left) == [
        ("", "", "/var/x"),
        ("", "", "~/work/x"),
        (TASK, "", "C:\\Users\\zoe"),
    ]
