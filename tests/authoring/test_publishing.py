"""`konexio pack publish`: what is written, what stops it, and what a learner then pulls."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from konexio_cli.authoring.publishing import publish
from konexio_cli.errors import KonexioError
from konexio_cli.packs.sources import pull_course
from konexio_cli.safegit import git_available

pytestmark = pytest.mark.skipif(not git_available(), reason="needs git")

CASES = Path(__file__).parents[1] / "cases" / "packs"
LEAKS = sorted(path.name for path in CASES.glob("leak-*"))
NAMES = [
    *("course-1.2.0-graders.zip", "course-1.2.0-graders.zip.sha256"),
    *("course-1.2.0-learners.bundle", "course-1.2.0-learners.bundle.sha256"),
    *("course-1.2.0-learners.zip", "course-1.2.0-learners.zip.sha256"),
]


def made(folder: Path, name: str = "good") -> Path:
    """Put a case over the good course, as version 1.2.0."""
    for one in ("good", name):
        shutil.copytree(CASES / one, folder, dirs_exist_ok=True)
    course = folder / "exercises" / "course.toml"
    course.write_text(course.read_text("utf-8") + 'version = "1.2.0"\n', "utf-8")
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return made(tmp_path / "course")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    left = {k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")}
    return subprocess.run(
        [sys.executable, "-m", "konexio_cli", "pack", "publish", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=left | {"LC_ALL": "C.UTF-8", "COLUMNS": "200"},
        check=False,
    )


def refusal(folder: Path, out: Path) -> KonexioError:
    with pytest.raises(KonexioError) as caught:
        publish(folder / "exercises", folder / "graders", out)
    return caught.value


def test_the_same_course_is_the_same_archives(course: Path, tmp_path: Path) -> None:
    done = run(course, "--out", str(tmp_path / "one"))
    assert (done.returncode, done.stderr) == (0, "")
    copy = tmp_path / "elsewhere"
    shutil.copytree(course, copy, copy_function=shutil.copyfile)  # with the times of now
    assert run(copy, "--out", str(tmp_path / "two")).returncode == 0
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == NAMES
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    # Once more into the same folder: nothing changes, nothing is refused.
    assert run(course, "--out", str(tmp_path / "one")).returncode == 0


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_sums_are_those_of_sha256sum(course: Path, tmp_path: Path) -> None:
    run(course, "--out", str(tmp_path / "out"))
    sums = [name for name in NAMES if name.endswith(".sha256")]
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", *sums], cwd=tmp_path / "out", check=False
    )
    assert done.returncode == 0


def test_json_tells_versions_and_sums(course: Path, tmp_path: Path) -> None:
    data = json.loads(run(course, "--json", "--out", str(tmp_path / "out")).stdout)["data"]
    assert (data["version"], data["packs"], data["leaks"]) == ("1.2.0", {"p1": "0.1.0"}, [])
    for one in data["archives"]:
        told = (tmp_path / "out" / f"{one['name']}.sha256").read_text()
        assert told == f"{one['sha256']}  {one['name']}\n"
        assert (tmp_path / "out" / one["name"]).stat().st_size == one["bytes"]


def test_each_side_has_its_own_files(course: Path, tmp_path: Path) -> None:
    (course / "graders" / "p1" / "double" / ".env").write_text("secret")
    edition = publish(course / "exercises", course / "graders", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "out" / "course-1.2.0-learners.zip") as archive:
        learners = set(archive.namelist())
    with zipfile.ZipFile(tmp_path / "out" / "course-1.2.0-graders.zip") as archive:
        graders = set(archive.namelist())
        about = json.loads(archive.read("graders/published.json"))
    sides = {"exercises": learners, "graders": graders - {"graders/published.json"}}
    for side, names in sides.items():
        files = (p for p in (course / side).rglob("*") if p.is_file() and p.name != ".env")
        assert names == {f"{side}/{p.relative_to(course / side).as_posix()}" for p in files}
    assert about == {
        "format": 1,
        "version": "1.2.0",
        "packs": {"p1": "0.1.0"},
        "learners_sha256": edition.archives[0].sha256,
    }


def test_drafts_stay_behind(course: Path, tmp_path: Path) -> None:
    for side in ("exercises", "graders"):
        shutil.copytree(course / side / "p1" / "double", course / side / "p1" / "draft")
        shutil.copytree(course / side / "p1", course / side / "p2")
    edition = publish(course / "exercises", course / "graders", tmp_path / "out")
    for one in edition.archives[::2]:
        with zipfile.ZipFile(tmp_path / "out" / one.name) as archive:
            assert not [name for name in archive.namelist() if "draft" in name or "p2" in name]


def test_a_learner_pulls_what_was_published(course: Path, tmp_path: Path) -> None:
    publish(course / "exercises", course / "graders", tmp_path / "out")
    assert pull_course(str(tmp_path / "out"), tmp_path / "cache") == pull_course(
        str(course), tmp_path / "cache"
    )


def test_graders_that_were_unzipped_are_graders(course: Path, tmp_path: Path) -> None:
    publish(course / "exercises", course / "graders", tmp_path / "out")
    for kind in ("learners", "graders"):
        with zipfile.ZipFile(tmp_path / "out" / f"course-1.2.0-{kind}.zip") as archive:
            archive.extractall(tmp_path / "unzipped")
    places = ("--exercises", "exercises", "--graders", "graders", "--json")
    done = subprocess.run(
        [sys.executable, "-m", "konexio_cli", "pack", "check", *places],
        cwd=tmp_path / "unzipped",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_stops_publishing(tmp_path: Path, name: str) -> None:
    folder = made(tmp_path / "course", name)
    done = run(folder, "--out", str(tmp_path / "out"), "--json")
    assert done.returncode == 1
    data = json.loads(done.stdout)["data"]
    expected = json.loads((CASES / name / "expected.json").read_text())["problems"]["p1/double"]
    assert sorted(one["problem"] for one in data["leaks"]) == expected
    assert data["archives"] == []
    assert not (tmp_path / "out").exists()
    spoken = run(folder, "--lang", "fr")
    assert (spoken.returncode, spoken.stderr) == (1, "")
    assert all(one["file"] in spoken.stdout for one in data["leaks"])


def test_a_version_stays_what_it_is(course: Path, tmp_path: Path) -> None:
    publish(course / "exercises", course / "graders", tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in NAMES}
    (course / "graders" / "p1" / "double" / "notes.txt").write_text("changed")
    problem = refusal(course, tmp_path / "out")
    assert (problem.code, problem.facts["version"]) == ("publish-taken", "1.2.0")
    assert {name: (tmp_path / "out" / name).read_bytes() for name in NAMES} == before


def test_a_course_without_a_version(course: Path, tmp_path: Path) -> None:
    shutil.copy(CASES / "good" / "exercises" / "course.toml", course / "exercises")
    assert refusal(course, tmp_path / "out").code == "course-version"


def test_a_course_that_is_not_whole(course: Path, tmp_path: Path) -> None:
    (course / "graders" / "p1" / "double" / "grader.ipynb").unlink()
    assert refusal(course, tmp_path / "out").code == "grader-missing"
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="such a name cannot exist there")
def test_a_name_that_not_every_system_has(course: Path, tmp_path: Path) -> None:
    (course / "exercises" / "p1" / "double" / "data").mkdir()
    (course / "exercises" / "p1" / "double" / "data" / "a:b.csv").write_text("x")
    assert refusal(course, tmp_path / "out").code == "publish-name"


def test_a_file_where_the_folder_would_stand(course: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    assert refusal(course, tmp_path / "out").code == "folder-is-file"
