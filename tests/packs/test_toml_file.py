"""Errors in TOML files name the file, the line, the key and a near one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.packs.shapes import FILES, ExerciseShape, PackShape
from konexio_cli.packs.toml_file import read_toml
from konexio_cli.packs.toml_lines import line_of

CASES = Path(__file__).parents[1] / "cases" / "toml"

PACK = """\
format = 1
version = "0.1.0"
title = { en = "Names" }
exercises = ["price-with-vat"]
"""


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/")), ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text())
    file = next(folder / name for name in FILES if (folder / name).exists())
    with pytest.raises(KonexioError) as caught:
        read_toml(file, FILES[file.name])
    found = {"code": caught.value.code, **caught.value.facts}
    assert found["file"] == file
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("body", [PACK, "\ufeff" + PACK, PACK.replace("\n", "\r\n")])
def test_good_file(tmp_path: Path, body: str) -> None:
    (tmp_path / "pack.toml").write_bytes(body.encode())
    assert read_toml(tmp_path / "pack.toml", PackShape).exercises == ["price-with-vat"]


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(KonexioError) as caught:
        read_toml(tmp_path / "pack.toml", PackShape)
    assert caught.value.code == "file-missing"


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK + "#" * (1 << 20))
    with pytest.raises(KonexioError) as caught:
        read_toml(tmp_path / "pack.toml", PackShape)
    assert caught.value.code == "file-too-large"


def test_very_long_unknown_key(tmp_path: Path) -> None:
    (tmp_path / "exercise.toml").write_text("k" * 500_000 + " = 1\n")
    with pytest.raises(KonexioError) as caught:
        read_toml(tmp_path / "exercise.toml", ExerciseShape)
    assert caught.value.code == "toml-key-unknown"


def test_line_in_a_file_that_is_none_of_ours() -> None:
    assert line_of("a = 1\n" + "\n" * 3_000 + "b = 1\n", ("b",)) == 1


@pytest.mark.parametrize("number", range(1, 30))
def test_line_of_every_goal(number: int) -> None:
    text = "".join(f"[[goals]]\n# goal {n}\npoints = {n}\n" for n in range(1, 30))
    assert line_of(text, ("goals", number - 1, "points")) == 3 * number
    assert line_of(text, ("goals", number - 1, "name")) == 3 * number - 2
