"""`konexio pack mistakes`: files made anew are the same, and tell of attempts only their names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from konexio_cli.authoring.leaks import find_leaks, secrets_of_course
from konexio_cli.packs.mistakes import FILE

from .packs_made import GOOD, good_course, run_pack

REPOSITORY = Path(__file__).parents[2]
PLACE = Path("exercises", "p1", "double", FILE)


def told(folder: Path, *arguments: str) -> tuple[int, dict[str, bool]]:
    """Return the exit code of `pack mistakes`, and which exercises have a fresh file."""
    done = run_pack(folder, "mistakes", "--json", *arguments)
    exercises = json.loads(done.stdout)["data"]["exercises"]
    return done.returncode, {one["exercise"]: one["fresh"] for one in exercises}


def test_a_file_made_anew_has_the_same_bytes(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    assert told(course) == (0, {"p1/double": True})
    (course / PLACE).unlink()
    assert told(course) == (1, {"p1/double": False})
    assert not (course / PLACE).exists()
    assert told(course, "--write")[0] == 0
    assert (course / PLACE).read_bytes() == (GOOD / PLACE).read_bytes()


def test_other_rooms_and_another_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    done = run_pack(course, "mistakes", variables={"PYTHONHASHSEED": "7", "TZ": "Asia/Amman"})
    assert done.returncode == 0, done.stdout


def test_a_file_that_tells_nothing_is_removed(tmp_path: Path) -> None:
    course = good_course(tmp_path)
    shutil.rmtree(course / "graders" / "p1" / "double" / "attempts" / "failed")
    told(course, "--write")
    assert not (course / PLACE).exists()
    assert told(course) == (0, {"p1/double": True})


def test_what_a_learners_check_names_is_listed(tmp_path: Path) -> None:
    done = run_pack(good_course(tmp_path), "mistakes", "--lang", "fr")
    assert "✓ p1/double: parameter-ignored, print-not-return" in done.stdout.splitlines()
    assert "La vérification d'un apprenant nomme 2 erreurs." in done.stdout.splitlines()


def test_the_files_of_the_course_tell_nothing_that_is_hidden() -> None:
    files = {
        path.relative_to(REPOSITORY / "exercises").as_posix(): path.read_bytes()
        for path in (REPOSITORY / "exercises").rglob(FILE)
    }
    assert len(files) > 50
    secrets = secrets_of_course(REPOSITORY / "exercises", REPOSITORY / "graders")
    assert list(find_leaks(files, secrets)) == []


@pytest.mark.parametrize("planted", ['"answers": ["double(7) == 14"]', '"note": "return 2 * x"'])
def test_a_plain_value_among_the_digests_is_refused(tmp_path: Path, planted: str) -> None:
    course = good_course(tmp_path)
    listed = course / "exercises" / "course.toml"
    listed.write_text(f'version = "1.0.0"\n{listed.read_text("utf-8")}', "utf-8")
    text = (course / PLACE).read_text("utf-8")
    (course / PLACE).write_text(
        text.replace('"questions"', f'{planted},\n    "questions"'), "utf-8"
    )
    for command in (("mistakes", "--json"), ("publish", "--json", "--out", str(tmp_path / "out"))):
        done = run_pack(course, *command)
        assert done.returncode == 2
        assert json.loads(done.stdout)["error"]["code"] == "mistakes-broken"
    assert not (tmp_path / "out").exists()
