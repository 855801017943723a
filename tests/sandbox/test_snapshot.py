"""Files come back as the notebook left them, whatever a check's code did to them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.snapshot import Snapshot

NAMES = st.sampled_from(["a", "b.txt", "d/c", "d/e/f", ".hidden"])
FILES = st.dictionaries(NAMES, st.binary(max_size=20), max_size=4)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=FILES, after=FILES)
def test_any_change_is_taken_back(
    before: dict[str, bytes], after: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "room"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, body in before.items():
        room_folder.write(folder, name, body)
    plain = room_folder.bodies(folder)
    snapshot = Snapshot(folder)
    for name, body in after.items():
        room_folder.write(folder, name, body)
    snapshot.restore()
    assert room_folder.bodies(folder) == plain


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    for name in ("kept", "d/kept", "d/changed"):
        room_folder.write(folder, name, b"1")
    snapshot = Snapshot(folder)
    before = {name: (folder / name).stat().st_ino for name in ("kept", "d/kept")}
    (folder / "d" / "changed").write_text("2")
    room_folder.write(folder, "new/file", b"3")
    snapshot.restore()
    assert room_folder.bodies(folder) == {"kept": b"1", "d/kept": b"1", "d/changed": b"1"}
    assert not (folder / "new").exists()
    assert {name: (folder / name).stat().st_ino for name in before} == before


def test_empty_folders_and_hidden_files_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    (folder / "out").mkdir(parents=True)
    (folder / ".base").write_text("1")
    snapshot = Snapshot(folder)
    shutil.rmtree(folder)
    folder.mkdir()
    snapshot.restore()
    assert (folder / "out").is_dir()
    assert (folder / ".base").read_text() == "1"


@pytest.mark.skipif(os.name != "posix", reason="links of Linux")
def test_links_are_removed_and_never_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "room"
    outside.mkdir()
    folder.mkdir()
    (outside / "kept").write_text("kept")
    snapshot = Snapshot(folder)
    (folder / "link").symlink_to(outside)
    snapshot.restore()
    assert not list(folder.iterdir())
    assert (outside / "kept").read_text() == "kept"


def test_an_unchanged_folder_is_left_alone(tmp_path: Path) -> None:
    room_folder.write(tmp_path, "a", b"1")
    snapshot = Snapshot(tmp_path)
    before = (tmp_path / "a").stat()
    snapshot.restore()
    assert (tmp_path / "a").stat() == before
