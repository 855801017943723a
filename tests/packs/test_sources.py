"""A pulled course holds the author's own files, and an older pull stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.exercises import read_course
from konexio_cli.packs.library import embedded_course
from konexio_cli.packs.sources import pull_course
from konexio_cli.safegit import git_available

needs_git = pytest.mark.skipif(os.name == "nt" or not git_available(), reason="needs git")
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights there")

_COURSE = 'format = 1\ntitle = { en = "Course" }\npacks = ["m01"]\n'
_PACK = 'format = 1\nversion = "1.0.0"\ntitle = { en = "Pack" }\nexercises = ["one"]\n'
_FILES = ["course.toml", "m01/one/brief.en.md", "m01/pack.toml"]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give a folder as authors have it: the course in `exercises/`, and more beside it."""
    folder = tmp_path / "author"
    write(folder / "exercises" / "course.toml", _COURSE)
    write(folder / "exercises" / "m01" / "pack.toml", _PACK)
    write(folder / "exercises" / "m01" / "one" / "brief.en.md", "Brief\r\n")
    write(folder / "graders" / "m01" / "one" / "grader.ipynb", "hidden")
    write(folder / "README.md", "about")
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def files_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def refusal(source: Path | str, cache: Path) -> KonexioError:
    with pytest.raises(KonexioError) as caught:
        pull_course(str(source), cache)
    assert caught.value.exit_code is Exit.SOURCE
    assert not [p for p in cache.iterdir() if p.name.startswith(".")]
    return caught.value


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    subprocess.run(["git", *who, *arguments], cwd=folder, env=env, check=True, capture_output=True)


def committed(folder: Path) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "course")


def test_the_embedded_course_is_here() -> None:
    assert (embedded_course() / "course.toml").is_file()


_EMBEDDED = "from konexio_cli.packs.library import embedded_course as e; print(e())"


def test_in_a_wheel_the_course_stands_inside_the_package(tmp_path: Path, repository: Path) -> None:
    packages = tmp_path / "site-packages"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "konexio_cli", packages / "konexio_cli", ignore=ignored)
    write(packages / "konexio_cli" / "packs" / "embedded" / "course.toml", _COURSE)
    told = subprocess.check_output(
        [sys.executable, "-c", _EMBEDDED],
        env=os.environ | {"PYTHONPATH": str(packages)},
        cwd=tmp_path,
        text=True,
    )
    assert Path(told.strip()) == packages / "konexio_cli" / "packs" / "embedded"


def test_a_folder_gives_its_course_and_nothing_beside_it(course: Path, cache: Path) -> None:
    pulled = pull_course(str(course), cache)
    assert pulled.parent == cache
    assert files_in(pulled) == _FILES
    assert (pulled / "m01" / "one" / "brief.en.md").read_bytes() == b"Brief\r\n"
    assert read_course(pulled).exercises == ("m01/one",)
    assert pull_course(str(course / "exercises"), cache) == pulled
    assert [p.name for p in cache.iterdir()] == [pulled.name]


def test_graders_hidden_files_and_caches_stay_behind(course: Path, cache: Path) -> None:
    for name in ("graders/x", "m01/Graders/x", ".git/config", "m01/.env", "m01/__pycache__/x.pyc"):
        write(course / "exercises" / name, "hidden")
    write(course / "exercises" / "m01" / "one" / "data" / "graders.csv", "not one")
    assert files_in(pull_course(str(course), cache)) == sorted(
        [*_FILES, "m01/one/data/graders.csv"]
    )


@needs_links
def test_links_stay_behind(course: Path, cache: Path, tmp_path: Path) -> None:
    write(tmp_path / "secret" / "file", "secret")
    one = course / "exercises" / "m01" / "one"
    (one / "hints.en.md").symlink_to(tmp_path / "secret" / "file")
    (one / "data").symlink_to(tmp_path / "secret")
    os.mkfifo(one / "pipe")
    assert files_in(pull_course(str(course), cache)) == _FILES
    (course / "exercises" / "m01" / "pack.toml").unlink()
    (course / "exercises" / "m01" / "pack.toml").symlink_to(course / "README.md")
    assert refusal(course, cache).code == "file-missing"


@needs_links
def test_a_course_that_is_itself_a_link_is_none(course: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "exercises").symlink_to(course / "exercises")
    assert refusal(tmp_path / "other", cache).code == "pull-no-course"


def test_an_older_pull_stays_and_the_new_one_stands_beside_it(course: Path, cache: Path) -> None:
    old = pull_course(str(course), cache)
    write(course / "exercises" / "m01" / "one" / "brief.en.md", "New brief")
    new = pull_course(str(course), cache)
    assert new != old
    assert (old / "m01" / "one" / "brief.en.md").read_bytes() == b"Brief\r\n"
    assert (new / "m01" / "one" / "brief.en.md").read_bytes() == b"New brief"


def test_a_failed_pull_leaves_the_cache_as_it_was(course: Path, cache: Path) -> None:
    old = pull_course(str(course), cache)
    write(course / "exercises" / "m01" / "pack.toml", _PACK + "colour = 1\n")
    problem = refusal(course, cache)
    assert problem.code == "toml-key-unknown"
    assert problem.facts["file"] == Path("m01/pack.toml")
    assert list(cache.iterdir()) == [old]
    assert files_in(old) == _FILES


def test_a_damaged_pull_is_made_whole_again(course: Path, cache: Path) -> None:
    pulled = pull_course(str(course), cache)
    write(pulled / "course.toml", "")
    (pulled / "m01" / "pack.toml").unlink()
    assert pull_course(str(course), cache) == pulled
    assert (pulled / "course.toml").read_text() == _COURSE
    assert files_in(pulled) == _FILES
    assert list(cache.iterdir()) == [pulled]


def test_a_file_where_the_course_would_stand_is_told(course: Path, cache: Path) -> None:
    pulled = pull_course(str(course), cache)
    shutil.rmtree(pulled)
    pulled.touch()
    with pytest.raises(KonexioError) as caught:
        pull_course(str(course), cache)
    assert caught.value.code == "file-unwritable"
    assert list(cache.iterdir()) == [pulled]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="binds ordinary users only")
def test_an_unreadable_file_is_named(course: Path, cache: Path) -> None:
    (course / "exercises" / "m01" / "pack.toml").chmod(0)
    problem = refusal(course, cache)
    assert problem.code == "file-unreadable"
    assert problem.facts["file"] == course / "exercises" / "m01" / "pack.toml"


def test_a_course_of_too_many_files(course: Path, cache: Path) -> None:
    data = course / "exercises" / "m01" / "one" / "data"
    data.mkdir()
    for number in range(5_000 - len(_FILES)):
        (data / str(number)).touch()
    assert len(files_in(pull_course(str(course), cache))) == 5_000
    (data / "one-more").touch()
    problem = refusal(course, cache)
    assert (problem.code, problem.facts) == (
        "pull-too-large",
        {"files": 5_000, "megabytes": 256},
    )


def test_a_course_of_too_many_bytes(course: Path, cache: Path) -> None:
    with (course / "exercises" / "m01" / "big").open("wb") as file:
        file.truncate(256 << 20)  # a hole: no disk is filled
    assert refusal(course, cache).code == "pull-too-large"


def test_a_cache_that_cannot_be_made(course: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with pytest.raises(KonexioError) as caught:
        pull_course(str(course), tmp_path / "cache")
    assert (caught.value.code, caught.value.exit_code) == ("file-unwritable", Exit.MACHINE)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("ext::touch x", "source-refused"),
        ("--upload-pack=x", "source-refused"),
        ("no-such-folder", "source-missing"),
        ("~no-such-user-at-all/course", "source-missing"),
        ("a\0b", "source-missing"),
        ("x" * 10_000, "source-missing"),
    ],
)
def test_what_is_no_source(source: str, code: str, cache: Path) -> None:
    assert refusal(source, cache).code == code


@needs_git
def test_a_bare_repository_and_a_bundle_give_the_same_course(
    course: Path, cache: Path, tmp_path: Path
) -> None:
    pulled = pull_course(str(course), cache)
    committed(course)
    git(course, "clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    git(course, "bundle", "create", str(tmp_path / "course.bundle"), "HEAD", "main")
    assert pull_course(str(tmp_path / "bare.git"), cache) == pulled
    assert pull_course(str(tmp_path / "course.bundle"), cache) == pulled
    assert list(cache.iterdir()) == [pulled]


@needs_git
def test_a_repository_without_a_course(course: Path, cache: Path, tmp_path: Path) -> None:
    shutil.rmtree(course / "exercises")
    committed(course)
    git(course, "clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert refusal(tmp_path / "bare.git", cache).code == "pull-no-course"


@needs_git
def test_links_in_a_repository_stay_behind(course: Path, cache: Path, tmp_path: Path) -> None:
    (course / "exercises" / "m01" / "passwords").symlink_to("/etc/passwd")
    committed(course)
    git(course, "clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert files_in(pull_course(str(tmp_path / "bare.git"), cache)) == _FILES


@needs_git
def test_git_never_looks_into_a_work_tree(course: Path, cache: Path, tmp_path: Path) -> None:
    committed(course)
    canary = tmp_path / "canary"
    write(course / ".gitattributes", "* filter=evil\n")
    for key in ("core.fsmonitor", "filter.evil.clean", "filter.evil.smudge"):
        git(course, "config", key, f"touch {canary}; cat")
    # The trap works: git falls into it.
    git(course, "status")
    canary.unlink()
    write(course / "exercises" / "m01" / "one" / "brief.en.md", "not committed")
    pulled = pull_course(str(course), cache)
    assert (pulled / "m01" / "one" / "brief.en.md").read_text() == "not committed"
    assert not canary.exists()


@pytest.fixture
def no_git(tmp_path: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tmp_path / "nothing"))
        yield


@pytest.mark.usefixtures("no_git")
def test_without_git_a_folder_is_still_a_source(course: Path, cache: Path) -> None:
    assert files_in(pull_course(str(course), cache)) == _FILES
    with pytest.raises(KonexioError) as caught:
        pull_course("https://example.org/course.git", cache)
    assert (caught.value.code, caught.value.exit_code) == ("git-missing", Exit.MACHINE)
