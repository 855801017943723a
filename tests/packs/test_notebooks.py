"""Whatever state a notebook comes in: it is read with its notes, or one error says what is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Notebook
from konexio_cli.packs.notebooks import MAX_BYTES, MAX_CELLS, parse, read_bytes, read_submission

CASES = Path(__file__).parents[1] / "cases" / "notebooks"
NEEDS_POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such files")
NEEDS_PERMISSIONS = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)


def code_of(body: bytes) -> str:
    with pytest.raises(KonexioError) as caught:
        parse(body, Path("x.ipynb"))
    return caught.value.code


def seen(notebook: Notebook) -> dict[str, object]:
    return {
        "cells": [cell.source for cell in notebook.cells],
        "names": [cell.name for cell in notebook.cells],
        "roles": [cell.role for cell in notebook.cells],
        "code_cells": [cell.position for cell in notebook.cells if cell.is_code],
        "exercise": notebook.exercise,
        "round": notebook.round,
        "notes": list(notebook.notes),
    }


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/")), ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text())
    path = next(folder.glob("x.*"))
    try:
        found = seen(parse(read_bytes(path), path))
    except KonexioError as problem:
        found = {"code": problem.code, **problem.facts}
        assert found["file"] == path
    assert {key: found.get(key) for key in expected} == expected


def with_cells(cells: str) -> bytes:
    return f'{{"cells": [{cells}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'.encode()


GENERATED: list[tuple[str, Callable[[], bytes], str]] = [
    ("digits", lambda: with_cells("1" * 200_000), "notebook-damaged"),
    ("deep-lists", lambda: with_cells("[" * 100_000 + "]" * 100_000), "notebook-damaged"),
    (
        "deep-tables",
        lambda: with_cells('{"a":' * 100_000 + "1" + "}" * 100_000),
        "notebook-damaged",
    ),
    ("never-closed", lambda: b"[" * 1_000_000, "notebook-damaged"),
    ("many-cells", lambda: with_cells(",".join(["{}"] * 50_000)), "notebook-too-many-cells"),
    (
        "many-old-cells",
        lambda: (
            b'{"nbformat": 3, "worksheets": [%s]}'
            % b",".join([b'{"cells": [%s]}' % b",".join([b"{}"] * 500)] * 100)
        ),
        "notebook-too-many-cells",
    ),
]


@pytest.mark.parametrize(
    ("body", "code"), [one[1:] for one in GENERATED], ids=[one[0] for one in GENERATED]
)
def test_generated(body: Callable[[], bytes], code: str) -> None:
    assert code_of(body()) == code


def test_as_many_cells_as_may_be() -> None:
    assert len(parse(with_cells(",".join(["{}"] * MAX_CELLS)), Path("x")).cells) == MAX_CELLS


def test_real_number_of_many_digits() -> None:
    body = with_cells('{"cell_type": "code", "source": "x", "n": %s.5}' % ("1" * 200_000))
    assert seen(parse(body, Path("x")))["cells"] == ["x"]


HOSTILE = r"""
import resource
from pathlib import Path
from konexio_cli.errors import KonexioError
from konexio_cli.packs.notebooks import MAX_BYTES, parse
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for start, part, end in [
    (b'{"cells": [', b'[],', b'1]}'), (b'{"cells": [', b'{},', b'1]}'),
    (b'{"cells": [', b'1e9,', b'1]}'), (b'{"cells": [', b'9' * 4000 + b',', b'1]}'),
    (b'{"nbformat": 3, "worksheets": [', b'{"cells":[]},', b'1]}'),
    (b'{"cells": [{"source": [', b'"",', b'""]}]}'), (b'', b'<', b''), (b'', b' ', b''),
    (b'"', b'\\u00e9', b'"'), (b'\xff\xfe', b'[\0', b''), (b'', b'\xe9', b''),
]:
    body = start + part * ((MAX_BYTES - 50) // len(part)) + end
    try:
        parse(body, Path("x"))
        print("read")
    except KonexioError as problem:
        print(problem.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are Linux's")
def test_largest_files_need_neither_a_gigabyte_nor_a_minute() -> None:
    run = subprocess.run(
        [sys.executable, "-c", HOSTILE], capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    told = ["too-many-cells"] * 4 + ["read"] * 2 + ["damaged", "empty", "not-one"] + ["damaged"] * 2
    assert [line.removeprefix("notebook-") for line in run.stdout.split()] == told


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    with path.open("wb") as file:
        file.truncate(8 << 30)
    tracemalloc.start()
    try:
        with pytest.raises(KonexioError) as caught:
            read_bytes(path)
        assert tracemalloc.get_traced_memory()[1] < 3 * MAX_BYTES
    finally:
        tracemalloc.stop()
    assert caught.value.code == "notebook-too-large"
    assert caught.value.facts["limit"] == 10


@pytest.mark.parametrize(("size", "refused"), [(MAX_BYTES, False), (MAX_BYTES + 1, True)])
def test_largest_file(tmp_path: Path, size: int, *, refused: bool) -> None:
    path = tmp_path / "x.ipynb"
    path.write_bytes(b" " * size)
    with pytest.raises(KonexioError) as caught:
        read_submission(path, "amina")
    assert caught.value.code == ("notebook-too-large" if refused else "notebook-empty")


def test_submission(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    path.write_bytes((CASES / "metadata-over-id" / "x.ipynb").read_bytes())
    submission = read_submission(path, "amina")
    assert submission.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (submission.learner, submission.round) == ("amina", 1)
    assert submission.notebook.exercise == "m01/price-with-vat"


def a_folder(path: Path) -> None:
    path.mkdir()


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("gone.ipynb"))


def nothing(path: Path) -> None:
    assert not path.exists()


def a_forbidden_file(path: Path) -> None:
    path.write_text("{}")
    path.chmod(0)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (a_folder, "file-is-folder"),
        pytest.param(a_fifo, "file-not-regular", marks=NEEDS_POSIX),
        pytest.param(a_loop, "file-unreadable", marks=NEEDS_POSIX),
        pytest.param(a_link_to_nothing, "file-missing", marks=NEEDS_POSIX),
        (nothing, "file-missing"),
        pytest.param(a_forbidden_file, "file-unreadable", marks=NEEDS_PERMISSIONS),
    ],
)
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], None], code: str) -> None:
    path = tmp_path / "x.ipynb"
    make(path)
    with pytest.raises(KonexioError) as caught:
        read_submission(path, "amina")
    assert caught.value.code == code
    assert caught.value.facts["file"] == path


def test_path_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(KonexioError) as caught:
        read_bytes(tmp_path / "a" / "x.ipynb")
    assert caught.value.code == "file-missing"


@NEEDS_POSIX
def test_device() -> None:
    with pytest.raises(KonexioError) as caught:
        read_bytes(Path(os.devnull))
    assert caught.value.code == "file-not-regular"


def test_name_of_too_many_letters(tmp_path: Path) -> None:
    with pytest.raises(KonexioError) as caught:
        read_bytes(tmp_path / ("x" * 5_000))
    assert caught.value.code == "file-unreadable"
