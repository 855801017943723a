"""`konexio pack new`: what it makes passes every gate, and nothing else is changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from konexio_cli.authoring.scaffold import scaffold
from konexio_cli.durable import regular_files
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Kind
from konexio_cli.packs.exercises import read_course

from .packs_made import checked, good_course, run_pack


def made(folder: Path, name: str, kind: Kind = Kind.SKILL) -> tuple[Path, ...]:
    return scaffold(name, kind, folder / "exercises", folder / "graders")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in regular_files(folder)}


@pytest.mark.parametrize("kind", list(Kind))
def test_they_pass_all_gates_without_a_warning(tmp_path: Path, kind: Kind) -> None:
    course = good_course(tmp_path)
    names = ["p1/my-exercise", "p2/x", "m02/a1-b2"]
    for name in names:
        files = made(course, name, kind)
        assert len(files) == len(set(files))
        assert all(file.is_file() for file in files)
    told = checked(course)
    assert [one["exercise"] for one in told] == ["p1/double", *names]
    found = [f for one in told for f in one["findings"] if f["problem"]]
    assert [f for f in found if f["gate"] != "budget"] == []
    for one in told[1:]:
        gates = {f["gate"] for f in one["findings"]}
        assert {"loads", "mirror", "links", "languages", "attempts", "starter"} <= gates
    assert not re.search(rb"@\w+@", b"".join(bytes_of(course).values()))


def test_only_the_lists_are_changed(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    pack = course / "exercises" / "p1" / "pack.toml"
    text = pack.read_text("utf-8").replace(
        'exercises = ["double"]', 'exercises = [\n    "double", # first\n]\n# the end'
    )
    pack.write_text(text, "utf-8")
    before = bytes_of(course)
    made(course, "p1/my-exercise")
    after = bytes_of(course)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"exercises/p1/pack.toml"}
    new = text.replace("# first\n", '# first\n    "my-exercise",\n')
    assert pack.read_text("utf-8") == new
    assert read_course(course / "exercises").exercises == ("p1/double", "p1/my-exercise")


def test_a_new_pack_comes_last(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    made(course, "b2/one")
    made(course, "b2/two", Kind.TASK)
    made(course, "a1/one")
    assert read_course(course / "exercises").exercises == (
        *("p1/double", "b2/one", "b2/two", "a1/one"),
    )


def test_it_names_a_skill_of_the_course(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    skills = course / "exercises" / "skills.toml"
    skills.write_text('format = 1\n[skills]\njuggling = { en = "a", fr = "b" }\n', "utf-8")
    made(course, "p1/x")
    assert 'skills = ["juggling"]' in (course / "exercises/p1/x/exercise.toml").read_text("utf-8")


WRONG = ["", "x", "p1/", "/x", "P1/x", "p1/x/y", "p1/x y", "../p1/x", "p1/..", "p1/-x\n", "p1/é"]


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    refused(good_course(tmp_path), name, "exercise-id")


@pytest.mark.parametrize("side", ["exercises", "graders"])
def test_what_exists_is_left_alone(tmp_path: Path, side: str) -> None:
    course = good_course(tmp_path)
    (course / side / "p1" / "there").mkdir()
    refused(course, "p1/there", "exercise-exists")
    refused(course, "p1/double", "exercise-exists")


def test_a_course_that_does_not_read_is_left_alone(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    (course / "exercises" / "p1" / "pack.toml").write_text("= 1")
    refused(course, "p1/x", "toml-broken")


def refused(course: Path, name: str, code: str) -> None:
    before = bytes_of(course)
    with pytest.raises(KonexioError) as caught:
        made(course, name)
    assert caught.value.code == code
    assert bytes_of(course) == before


def test_the_command(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    done = run_pack(course, "new", "p2/my-client", "--task", "--json")
    data = json.loads(done.stdout)["data"]
    assert (done.returncode, data["exercise"]) == (0, "p2/my-client")
    assert {Path(file) for file in data["files"]} <= set(regular_files(course))
    again = run_pack(course, "new", "p2/my-client")
    assert (again.returncode, again.stdout) == (2, "")
    assert "p2/my-client" in again.stderr


def test_the_course_in_the_wheel_is_nobodys_to_change(tmp_path: Path) -> None:
    (tmp_path / "graders").mkdir()
    command = [sys.executable, "-m", "konexio_cli", "pack", "new", "m01/x", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert json.loads(done.stdout)["error"]["code"] == "exercises-missing"
    assert list(regular_files(tmp_path)) == []
