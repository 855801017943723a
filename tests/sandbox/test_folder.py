from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.folder import NotPlain
from konexio_cli.sandbox.opening import MAX_DEPTH

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = room_folder.new_folder({"a.txt": b"one", "data/b.csv": b"1,2\n"})
    yield folder
    room_folder.remove(folder)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    secret = tmp_path / "secret"
    secret.write_bytes(b"hidden check")
    return secret


OUTSIDE = ["", ".", "..", "../x", "a/../../x", "/etc/passwd", "data/../a.txt"]


def test_a_new_folder_holds_its_data_and_is_private(folder: Path) -> None:
    assert room_folder.names(folder) == ["a.txt", "data/b.csv"]
    assert room_folder.read(folder, "data/b.csv") == b"1,2\n"
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_removed_folder_is_gone(folder: Path) -> None:
    room_folder.remove(folder)
    assert not folder.exists()
    room_folder.remove(folder)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_outside_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(NotPlain):
        room_folder.read(folder, name)
    with pytest.raises((NotPlain, OSError)):
        room_folder.write(folder, name, b"x")


def test_a_missing_file_is_missing(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        room_folder.read(folder, "nothing.txt")


def test_a_file_of_ours_replaces_the_one_before(folder: Path) -> None:
    room_folder.write(folder, "a.txt", b"two")
    assert room_folder.read(folder, "a.txt") == b"two"


def test_a_file_may_be_just_as_large_as_allowed(folder: Path) -> None:
    assert room_folder.read(folder, "a.txt", most=3) == b"one"
    with pytest.raises(NotPlain):
        room_folder.read(folder, "a.txt", most=2)


@posix
def test_folders_and_pipes_are_not_files(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    for name in ("data", "pipe"):
        with pytest.raises(NotPlain):
            room_folder.read(folder, name)
    assert room_folder.names(folder) == ["a.txt", "data/b.csv"]


@posix
def test_links_are_never_followed(folder: Path, secret: Path) -> None:
    (folder / "link").symlink_to(secret)
    (folder / "device").symlink_to("/dev/zero")
    (folder / "door").symlink_to(secret.parent, target_is_directory=True)
    for name in ("link", "device", "door", "door/secret"):
        with pytest.raises(NotPlain):
            room_folder.read(folder, name)
    assert room_folder.names(folder) == ["a.txt", "data/b.csv"]


@posix
def test_nothing_is_written_through_links_or_into_pipes(folder: Path, secret: Path) -> None:
    (folder / "link").symlink_to(secret)
    (folder / "door").symlink_to(secret.parent, target_is_directory=True)
    for name in ("link", "door/secret", "door/new/file"):
        with pytest.raises(NotPlain):
            room_folder.write(folder, name, b"owned")
    os.mkfifo(folder / "pipe")
    room_folder.write(folder, "pipe", b"a file now")
    assert room_folder.read(folder, "pipe") == b"a file now"
    assert secret.read_bytes() == b"hidden check"
    assert os.listdir(secret.parent) == ["secret"]  # noqa: PTH208 - names are enough


@posix
def test_a_room_folder_that_became_a_link_is_refused(folder: Path, secret: Path) -> None:
    folder.rename(moved := folder.with_name(folder.name + "-moved"))
    folder.symlink_to(secret.parent, target_is_directory=True)
    with pytest.raises(NotPlain):
        room_folder.read(folder, "secret")
    folder.unlink()
    moved.rename(folder)


@posix
def test_another_name_of_a_file_written_by_us_is_not_changed(folder: Path, secret: Path) -> None:
    os.link(secret, folder / "hard")
    room_folder.write(folder, "hard", b"ours")
    assert secret.read_bytes() == b"hidden check"


def test_hidden_files_are_not_named(folder: Path) -> None:
    room_folder.write(folder, ".cache/x", b"")
    room_folder.write(folder, ".hidden", b"")
    assert room_folder.names(folder) == ["a.txt", "data/b.csv"]


def test_too_many_files_are_refused(folder: Path) -> None:
    for number in range(room_folder.MAX_FILES):
        (folder / str(number)).touch()
    with pytest.raises(NotPlain):
        room_folder.names(folder)


def test_bodies_are_those_of_regular_files(folder: Path) -> None:
    if os.name == "posix":
        (folder / "link").symlink_to("/etc/passwd")
    found = room_folder.bodies(folder)
    assert set(found) == {"a.txt", "data/b.csv"}
    assert found["a.txt"] == b"one"


def test_bodies_of_too_much_are_refused(folder: Path) -> None:
    for name in ("large", "larger"):
        with (folder / name).open("wb") as file:
            file.truncate(room_folder.MAX_BYTES // 2 + 1)
    with pytest.raises(NotPlain):
        room_folder.bodies(folder)


def test_folders_deeper_than_anybodys_work_are_refused(folder: Path) -> None:
    deep = folder.joinpath(*["d"] * (MAX_DEPTH + 1))
    deep.mkdir(parents=True)
    with pytest.raises(NotPlain):
        room_folder.names(folder)
