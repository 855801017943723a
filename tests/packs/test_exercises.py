"""Exercises: those of the course load, and one that is not whole names its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.packs.exercises import (
    practice_grader,
    read_course,
    read_data,
    read_exercise,
)
from konexio_cli.packs.graders import read_grader

from .conftest import EXERCISE, HINTS, WriteExercise, starter

REPOSITORY = Path(__file__).parents[2]
COURSE = REPOSITORY / "exercises"


@pytest.mark.parametrize("name", read_course(COURSE).exercises)
def test_exercise_of_the_course(name: str) -> None:
    exercise = read_exercise(COURSE, name)
    assert exercise.id == name
    assert f"{exercise.pack}/{exercise.name}" == name
    assert practice_grader(exercise).checks
    assert any(cell.role is Role.ANSWER for cell in exercise.starter())
    grader = read_grader(REPOSITORY / "graders", COURSE, exercise)
    by_machine = {goal.name for goal in exercise.goals if goal.proof is not Proof.TRAINER}
    assert by_machine == {c.goal for c in grader.checks if c.goal}
    assert grader.reference(1)


def test_every_folder_of_the_course_is_listed() -> None:
    found = {p.parent.relative_to(COURSE).as_posix() for p in COURSE.glob("*/*/exercise.toml")}
    assert found == set(read_course(COURSE).exercises)


def test_small_exercise(write_exercise: WriteExercise) -> None:
    root = write_exercise(**{"brief.fr.md": "Additionnez.", "data/in.csv": "a\n"})
    exercise = read_exercise(root, "m01/add")
    assert exercise.rounds[0].brief.into(Language.AR) == "Additionnez."
    assert [cell.name for cell in exercise.starter()] == ["add", "examples"]
    assert exercise.data() == {"in.csv": b"a\n"}
    assert [note.split(":")[0] for note in exercise.notes] == ["brief.fr.md"]
    assert (exercise.questions, exercise.question_budget) == ((), 0)


def test_second_round(write_exercise: WriteExercise) -> None:
    root = write_exercise(
        **{
            "round2/brief.en.md": "Add three.",
            "round2/hints.en.md": HINTS,
            "round2/starter.ipynb": starter(("more", "check")),
            "round2/data/in.csv": "b\n",
        }
    )
    exercise = read_exercise(root, "m01/add")
    assert [cell.name for cell in exercise.starter(2)] == ["add", "examples", "more"]
    assert exercise.data(2) == {"in.csv": b"b\n"}
    assert [check.round for check in practice_grader(exercise).checks] == [1, 2]


BROKEN: list[tuple[str, str | bytes | None, str]] = [
    ("exercise.toml", None, "exercise-unknown"),
    ("exercise.toml", EXERCISE.replace("minutes", "minuts"), "toml-key-near"),
    ("brief.en.md", None, "file-missing"),
    ("brief.en.md", b"caf\xe9", "file-not-utf8"),
    ("brief.fr.md", b"caf\xe9", "file-not-utf8"),
    ("hints.en.md", None, "file-missing"),
    ("hints.en.md", "One hint.", "hints-not-three"),
    ("hints.fr.md", "Un indice.", "hints-not-three"),
    ("starter.ipynb", None, "file-missing"),
    ("starter.ipynb", "", "notebook-empty"),
    ("starter.ipynb", "{", "notebook-damaged"),
    ("starter.ipynb", starter(("add", "brief")), "starter-cell"),
    ("starter.ipynb", starter(("add", "extra")), "starter-cell"),
    ("starter.ipynb", starter(("add", "answers")), "starter-cell"),
    ("starter.ipynb", starter(("two words", "answer")), "starter-cell-name"),
    ("starter.ipynb", starter(("x" * 51, "answer")), "starter-cell-name"),
    ("starter.ipynb", starter(("brief", "given")), "starter-cell-name"),
    ("starter.ipynb", starter(("label-add", "given")), "starter-cell-name"),
    ("starter.ipynb", starter(("add", "given"), ("add", "answer")), "starter-cell-twice"),
    ("questions.toml", "format = 1\n", "toml-key-missing"),
]


@pytest.mark.parametrize(
    ("file", "text", "code"), BROKEN, ids=[f"{one[0]}-{one[2]}-{n}" for n, one in enumerate(BROKEN)]
)
def test_broken_exercise_names_its_file(
    write_exercise: WriteExercise, file: str, text: str | bytes | None, code: str
) -> None:
    root = write_exercise(**{file: text})
    with pytest.raises(KonexioError) as caught:
        read_exercise(root, "m01/add")
    assert caught.value.code == code
    if code == "exercise-unknown":
        assert caught.value.facts == {"exercise": "m01/add"}
    else:
        assert caught.value.facts["file"] == root / "m01" / "add" / file


def test_cell_name_of_round_one_again_in_round_two(write_exercise: WriteExercise) -> None:
    root = write_exercise(
        **{
            "round2/brief.en.md": "Add three.",
            "round2/hints.en.md": HINTS,
            "round2/starter.ipynb": starter(("examples", "check")),
        }
    )
    with pytest.raises(KonexioError) as caught:
        read_exercise(root, "m01/add")
    assert (caught.value.code, caught.value.facts["cell"]) == ("starter-cell-twice", "examples")


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_data_is_never_behind_a_link(tmp_path: Path) -> None:
    secret, data = tmp_path / "secret", tmp_path / "data"
    (secret / "deep").mkdir(parents=True)
    (secret / "key.txt").write_text("k")
    (data / "sub").mkdir(parents=True)
    (data / "sub" / "a.csv").write_text("a")
    (data / "key.txt").symlink_to(secret / "key.txt")
    (data / "folder").symlink_to(secret)
    os.mkfifo(data / "pipe")
    assert read_data(data) == {"sub/a.csv": b"a"}
    (tmp_path / "linked").symlink_to(secret)
    assert read_data(tmp_path / "linked") == {}
    assert read_data(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("attempt", "code"),
    [
        ("failed/why.py", ""),
        ("wrong/why.py", "attempt-folder"),
        ("failed/latin.py", "file-not-utf8"),
        ("failed/cell.py", "attempt-cell-unknown"),
    ],
)
def test_attempts(write_exercise: WriteExercise, tmp_path: Path, attempt: str, code: str) -> None:
    bodies = {"latin": b"# \xe9", "cell": b"# %% other\r\n1\r\n"}
    root, graders = write_exercise(), tmp_path / "graders"
    path = graders / "m01" / "add" / "attempts" / attempt
    path.parent.mkdir(parents=True)
    path.write_bytes(bodies.get(path.stem, b"\xef\xbb\xbf# %% add\r\n1\r\n"))
    test = starter(("t", "given")).replace("# t", "def test_sum():\\n    assert add(1, 1) == 2")
    (graders / "m01" / "add" / "grader.ipynb").write_text(test)
    exercise = read_exercise(root, "m01/add")
    if not code:
        (known,) = read_grader(graders, root, exercise).attempts
        assert (known.name, known.message, known.notebook.cells[0].source) == ("why", "why", "1")
        return
    with pytest.raises(KonexioError) as caught:
        read_grader(graders, root, exercise)
    assert (caught.value.code, caught.value.facts["file"]) == (code, path)
