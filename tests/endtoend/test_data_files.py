"""Data files of a newer course beside whatever stands in the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cli.learner.data_files import update_data

BODIES = st.sampled_from([b"", b"1", b"2", b"3"])
FILES = st.dictionaries(st.sampled_from(["a.csv", "deep/b.txt", "noext"]), BODIES)


@given(FILES, FILES, FILES, st.booleans())
def test_nothing_of_the_learner_goes_and_the_author_is_heard(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, bytes],
    there: dict[str, bytes],
    new: dict[str, bytes],
    told: bool,
) -> None:
    folder = tmp_path_factory.mktemp("data")
    for name, body in there.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(body)
    bases = [before] if told else []
    aside = update_data(folder, new, bases)
    for name, body in there.items():
        yours = [one.yours for one in aside if one.file == folder / name]
        if told and body == before.get(name):
            assert not yours
        else:
            assert body in {(folder / name).read_bytes(), *(one.read_bytes() for one in yours)}
    for name, body in new.items():
        if not told or body != before.get(name) or name not in there:
            assert (folder / name).read_bytes() == body
    assert set(there) - set(new) <= {p.relative_to(folder).as_posix() for p in folder.rglob("*")}
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert update_data(folder, new, [new, *bases]) == []
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files


def test_names_of_every_kind_stay_apart(tmp_path: Path) -> None:
    names = ["=SUM(A1).csv", "مبيعات.csv", "a, b.csv", ".hidden", "x.tar.gz"]
    for name in names:
        (tmp_path / name).write_bytes(b"mine")
    aside = update_data(tmp_path, dict.fromkeys(names, b"new"), [])
    assert [one.yours.name for one in aside] == [
        *("=SUM(A1).yours.csv", "مبيعات.yours.csv", "a, b.yours.csv"),
        *(".hidden.yours", "x.tar.yours.gz"),
    ]
    assert all(one.yours.read_bytes() == b"mine" for one in aside)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_is_left_alone_and_a_link_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_bytes(b"theirs")
    folder = tmp_path / "work"
    (folder / "a.csv").mkdir(parents=True)
    (folder / "b.csv").symlink_to(outside)
    (aside,) = update_data(folder, {"a.csv": b"new", "b.csv": b"new"}, [])
    assert (folder / "a.csv").is_dir()
    assert outside.read_bytes() == b"theirs"
    assert (folder / "b.csv").read_bytes() == b"new"
    assert aside.yours.read_bytes() == b"theirs"
