"""An exercise in one piece is the same exercise, wherever its course has gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.origins import packed, unpacked

COURSE = Path(__file__).parents[2] / "exercises"


@pytest.mark.parametrize("name", read_course(COURSE).exercises)
def test_an_exercise_of_the_course_comes_back(name: str) -> None:
    assert unpacked(packed(COURSE, name), name) == read_exercise(COURSE, name)


def test_the_same_files_are_the_same_bytes_and_nothing_hidden_travels(tmp_path: Path) -> None:
    name = "m01/tidy-name"
    shutil.copytree(COURSE / name, tmp_path / name)
    body = packed(COURSE, name)
    (tmp_path / name / ".secret").touch()
    (tmp_path / name / "graders").mkdir()
    (tmp_path / name / "graders" / "grader.ipynb").touch()
    assert packed(tmp_path, name) == body
    (tmp_path / name / "brief.en.md").write_text("Otherwise.\n", "utf-8")
    assert packed(tmp_path, name) != body


@pytest.mark.parametrize("body", [b"", b"PK", b"no archive"])
def test_a_damaged_piece_is_told(body: bytes) -> None:
    with pytest.raises(KonexioError) as caught:
        unpacked(body, "m01/tidy-name")
    assert caught.value.code in {"archive-damaged", "archive-not-one"}
