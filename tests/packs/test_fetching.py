"""A course pulled from what was published, and from zip files of strangers."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.packs.packing import bundle_of, zip_of
from konexio_cli.packs.published import graders_name, learners_name, newest_in, sum_name, sum_text
from konexio_cli.packs.sources import pull_course
from konexio_cli.safegit import git_available

needs_git = pytest.mark.skipif(os.name == "nt" or not git_available(), reason="needs git")

COURSE = {
    "exercises/course.toml": b'format = 1\ntitle = { en = "Course" }\npacks = ["m01"]\n',
    "exercises/m01/pack.toml": b'format = 1\nversion = "1.0.0"\ntitle = { en = "Pack" }\n'
    b'exercises = ["one"]\n',
    "exercises/m01/one/brief.en.md": b"Brief\r\n",
}
FILES = ["course.toml", "m01/one/brief.en.md", "m01/pack.toml"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder as it was published, with all files of one version."""
    folder = tmp_path / "stick"
    folder.mkdir()
    publish(folder, "1.0.0", COURSE)
    return folder


def publish(folder: Path, version: str, files: dict[str, bytes]) -> None:
    bodies = {
        learners_name(version, "zip"): zip_of(files),
        graders_name(version): zip_of({"graders/secret": b"secret"}),
    }
    if git_available():
        bodies[learners_name(version, "bundle")] = bundle_of(files, version)
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
        (folder / sum_name(name)).write_text(sum_text(name, body))


def files_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def refusal(source: Path, cache: Path) -> KonexioError:
    with pytest.raises(KonexioError) as caught:
        pull_course(str(source), cache)
    assert caught.value.exit_code is Exit.SOURCE
    assert list(cache.iterdir()) == []
    return caught.value


def test_folder_zip_and_source_give_the_same_course(stick: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    pulled = pull_course(str(stick), cache)
    assert files_in(pulled) == FILES
    assert pull_course(str(stick / learners_name("1.0.0", "zip")), cache) == pulled
    for name, body in COURSE.items():
        (tmp_path / "author" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "author" / name).write_bytes(body)
    assert pull_course(str(tmp_path / "author"), cache) == pulled
    assert list(cache.iterdir()) == [pulled]


@needs_git
def test_the_bundle_gives_it_too(stick: Path, tmp_path: Path) -> None:
    pulled = pull_course(str(stick), tmp_path / "cache")
    (stick / learners_name("1.0.0", "zip")).unlink()
    assert pull_course(str(stick), tmp_path / "cache") == pulled
    assert pull_course(str(stick / learners_name("1.0.0", "bundle")), tmp_path / "cache") == pulled


def test_the_highest_version_is_taken(stick: Path, tmp_path: Path) -> None:
    newer = COURSE | {"exercises/m01/one/brief.en.md": b"Newer\n"}
    publish(stick, "1.10.0", newer)
    publish(stick, "1.9.0", COURSE)
    pulled = pull_course(str(stick), tmp_path / "cache")
    assert (pulled / "m01" / "one" / "brief.en.md").read_bytes() == b"Newer\n"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 10_000), bits=st.integers(1, 255))
def test_one_changed_byte_is_refused(
    tmp_path_factory: pytest.TempPathFactory, where: int, bits: int
) -> None:
    folder = tmp_path_factory.mktemp("changed")
    name = learners_name("1.0.0", "zip")
    body = bytearray(zip_of(COURSE))
    (folder / sum_name(name)).write_text(sum_text(name, bytes(body)))
    body[where % len(body)] ^= bits
    (folder / name).write_bytes(bytes(body))
    (folder / "cache").mkdir()
    for source in (folder, folder / name):
        assert refusal(source, folder / "cache").code == "published-changed"


@needs_git
def test_a_changed_bundle_is_refused(stick: Path, tmp_path: Path) -> None:
    bundle = stick / learners_name("1.0.0", "bundle")
    bundle.write_bytes(bundle.read_bytes() + b"\n")
    assert refusal(bundle, tmp_path / "cache").code == "published-changed"


@pytest.mark.parametrize(
    "text", ["", "nonsense", "\xff" * 64, f"{'0' * 64}  x.zip\n", "x" * 5000], ids=range(5)
)
def test_a_sum_that_is_none_proves_nothing(stick: Path, tmp_path: Path, text: str) -> None:
    (stick / sum_name(learners_name("1.0.0", "zip"))).write_bytes(text.encode("latin-1"))
    assert refusal(stick, tmp_path / "cache").code == "published-changed"


def test_the_sum_of_another_file_proves_nothing(stick: Path, tmp_path: Path) -> None:
    """An older version, renamed with its sum, is not the newer one."""
    old, new = learners_name("1.0.0", "zip"), learners_name("2.0.0", "zip")
    (stick / old).rename(stick / new)
    (stick / sum_name(old)).rename(stick / sum_name(new))
    assert refusal(stick, tmp_path / "cache").code == "published-changed"


def test_in_a_folder_the_sum_is_needed_and_alone_a_zip_is_enough(
    stick: Path, tmp_path: Path
) -> None:
    name = learners_name("1.0.0", "zip")
    (stick / sum_name(name)).unlink()
    problem = refusal(stick, tmp_path / "cache")
    assert (problem.code, problem.facts["file"]) == ("published-no-sum", sum_name(name))
    assert files_in(pull_course(str(stick / name), tmp_path / "cache")) == FILES


def test_the_graders_archive_is_no_course(stick: Path, tmp_path: Path) -> None:
    problem = refusal(stick / graders_name("1.0.0"), tmp_path / "cache")
    assert problem.code == "pull-no-course"
    for path in stick.glob("*learners*"):
        path.unlink()
    assert newest_in(stick) is None
    assert refusal(stick, tmp_path / "cache").code == "pull-no-course"


def test_a_zip_with_a_folder_around_the_course(tmp_path: Path) -> None:
    wrapped = {f"course-main/{name}": body for name, body in COURSE.items()}
    (tmp_path / "x.zip").write_bytes(zip_of(wrapped | {"course-main/graders/x/y": b"hidden"}))
    assert files_in(pull_course(str(tmp_path / "x.zip"), tmp_path / "cache")) == FILES


def test_a_zip_without_its_ending_is_one(tmp_path: Path) -> None:
    (tmp_path / "download").write_bytes(zip_of(COURSE))
    assert files_in(pull_course(str(tmp_path / "download"), tmp_path / "cache")) == FILES


@pytest.mark.parametrize("name", ["../../evil", "/evil", "exercises/con", "exercises/a\\b"])
def test_a_slippery_name_is_refused_and_leads_nowhere(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for entry, body in [*COURSE.items(), (name, b"evil")]:
            archive.writestr(zipfile.ZipInfo(entry), body)
    problem = refusal(tmp_path / "x.zip", tmp_path / "cache")
    assert (problem.code, problem.facts["file"]) == ("pull-entry", tmp_path / "x.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "x.zip"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for entry, body in COURSE.items():
            archive.writestr(entry, body)
        link = zipfile.ZipInfo("exercises/m01/passwords")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(tmp_path / "x.zip", tmp_path / "cache").code == "pull-entry"


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("exercises/bomb", b"\0" * (16 << 20))
    problem = refusal(tmp_path / "x.zip", tmp_path / "cache")
    assert (problem.code, problem.facts["file"]) == ("archive-too-large", tmp_path / "x.zip")


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    for name, code in (("x.zip", "archive-not-one"), ("x.txt", "source-not-bundle")):
        (tmp_path / name).write_bytes(b"hello")
        assert refusal(tmp_path / name, tmp_path / "cache").code == code
