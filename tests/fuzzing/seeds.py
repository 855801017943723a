"""Where fuzzing begins: bytes that each target likes, and words that its inputs are made of."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd

from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import PrivateKey
from konexio_cli.sandbox.encoding import Encoder
from konexio_cli.sandbox.wire import Handle, dumps

_REPOSITORY = Path(__file__).parents[2]
_LONGEST_SEED = 4_000

_VALUES: tuple[object, ...] = (
    [None, True, -1, 2**70, 1.5, float("inf"), "é", "\ud800", b"\0\xff", ...],
    {"a": (1, {2, 3}), frozenset({4}): [Fraction(1, 3), Decimal("1.50"), 1j]},
    [date(2024, 2, 29), datetime(2024, 1, 1, tzinfo=UTC), time(1, 2, 3), timedelta(1, 2, 3)],
    [np.arange(6).reshape(2, 3), np.array(["ab", "c"]), np.array([{}, 1], object), np.float64(2)],
    [pd.DataFrame({"a": [1, 2], "b": ["x", None]}), pd.Series([1.5, 2], name="s"), pd.NA, pd.NaT],
    pd.DataFrame({"t": pd.to_datetime(["2024-01-01"]), "c": pd.Categorical(["k"])}),
    pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["x", None]),
    [Handle(1, "Dog"), Handle(2, "MyError", callable=True, raises="ValueError")],
)
_NOTEBOOKS: tuple[object, ...] = (
    {
        "cells": [
            {
                "cell_type": "code",
                "id": "a",
                "metadata": {"konexio": {"name": "main", "role": "answer"}},
                "source": ["x = 'é'\n", "y"],
                "outputs": [],
            },
            {"cell_type": "markdown", "source": "# Hello", "metadata": {}},
        ],
        "metadata": {
            "konexio": {"exercise": "m01/tidy-name", "round": 2},
            "kernelspec": {"language": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    },
    {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x\n"]}]}], "nbformat": 3},
    {
        "cells": [{"cell_type": "code", "code": "x"}, {"cell_type": "text", "text": ""}],
        "nbformat": 1,
    },
)
_FIGURE = {"$": "figure", "v": ["t", [[["", "", ""], [], [], [0, 1, 0, 1], [], [], [], []]]]}


def seeds(target: str) -> Iterator[bytes]:
    """Yield inputs to begin with."""
    match target:
        case "wire":
            yield from (dumps(Encoder(_kept)(one)) for one in _VALUES)
            yield json.dumps(_FIGURE).encode()
        case "notebook":
            texts = [json.dumps(one, ensure_ascii=False) for one in _NOTEBOOKS]
            yield from (text.encode(code) for text in texts for code in _ENCODINGS)
            yield b"<!DOCTYPE html><html>"
        case "archive":
            yield from _archives()
        case "container":
            yield from _manifests()
        case _:
            yield from _programs()


_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def _kept(_: object) -> Handle:
    return Handle(0, "object")


def _archives() -> Iterator[bytes]:
    names = ("a.txt", "b/c.ipynb", "../up", "con", "A.TXT", "d/")
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as made:
            for name in names:
                made.writestr(zipfile.ZipInfo(name), b"hello " * 9, method)
        yield file.getvalue()
    for form in (tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        for compression in ("", "gz", "bz2", "xz"):
            yield _tar(names, form, compression)


def _manifests() -> Iterator[bytes]:
    key = PrivateKey(bytes(32)).public.did
    fixed: dict[str, object] = {
        "format": 1,
        "learner": {"name": "Amina", "key": key},
        "created": "2026-03-01T12:30:00Z",
    }
    returned = {"exercise": "a/b", "round": 1, "sha256": "a" * 64, "received": fixed["created"]}
    own = {"kind": "receipt", "cohort": "C", "trainer": key, "items": [returned], "files": []}
    yield canonical(fixed | own)
    notebook = {"name": "a/b/round1/notebook.ipynb", "sha256": "a" * 64, "size": 3}
    item = {"exercise": "a/b", "round": 1, "pack_version": "1", "notebook": notebook}
    yield canonical(fixed | {"kind": "submission", "workspace": "0" * 16, "items": [item]})


def _tar(names: tuple[str, ...], form: int, compression: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=f"w:{compression}", format=form) as made:  # type: ignore[call-overload]  # every compression there is
        for name in (*names, "n/" * 60):
            made.addfile(_member(name, tarfile.REGTYPE, 5), io.BytesIO(b"hello"))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE):
            made.addfile(_member(f"kind{kind!r}", kind, 0))
    return file.getvalue()


def _member(name: str, kind: bytes, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, "a.txt"
    return info


def _programs() -> Iterator[bytes]:
    """Yield learners' programs: attempts whose verdict is known, and attacks."""
    for pattern in ("graders/*/*/attempts/*/*.py", "tests/cases/attacks/*.py"):
        for path in sorted(_REPOSITORY.glob(pattern)):
            body = path.read_bytes()
            if len(body) <= _LONGEST_SEED:
                yield body.replace(b"\n# %%", b"\n\f\n# %%")


_TAGS = (
    *("int", "float", "str", "ellipsis", "bytes", "decimal", "datetime", "date", "time"),
    *("timedelta", "tuple", "set", "frozenset", "dict", "fraction", "complex", "handle"),
    *("ndarray", "scalar", "frame", "series", "index", "missing", "figure", "object", "multi"),
    *("int64", "<f8", "<U4", "category", "datetime64[ns]", "datetime64[ns, UTC]", "NaT", "NA"),
    *("0x1", "nan", "2024-01-01", "1e99"),
)
_KEYS = (
    *("cells", "worksheets", "metadata", "nbformat", "konexio", "exercise", "round", "name"),
    *("role", "id", "cell_type", "source", "input", "code", "text", "kernelspec", "language"),
    *("language_info", "markdown", "answer", "check", "given"),
)
_PYTHON = (
    *(
        "def f(x):\n",
        " return ",
        "lambda: ",
        "class A:\n ",
        "import ",
        "from ",
        "global ",
        "yield ",
    ),
    *("nonlocal ", "async ", "await ", "match x:\n case ", "with open(x) as f:\n ", "try:\n "),
    *("except ", "finally:\n ", "for x in ", "while ", "if ", "else:\n ", "del ", "raise ", ":="),
    *('f"{', "}", "**", "*", "@", "->", "...", "__class__", ".append(", "Decimal(", "operator."),
    *("%%bash\n", "%time ", "!ls", "?", "In [1]: ", "display(", "exit()", "\\\n", "\t", "\x0c"),
    *('"""', "'''", "0x", "1_000", "1e9", "1j", "\\N{", "# -*- coding: utf-7 -*-"),
)
_BYTES = ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "ustar", "../", "/", "\x1f\x8b\x08", "BZh9")

WORDS: Mapping[str, tuple[str, ...]] = {
    "wire": (*_TAGS, '{"$":"', '","v":', "[", "]", "}"),
    "notebook": (*_KEYS, *(f'"{key}":' for key in _KEYS), "\\ud800", "NaN", "1e999"),
    "archive": _BYTES,
    "stateless": _PYTHON,
    "plain": _PYTHON,
}
