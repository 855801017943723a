"""A trainer's folder of hostile submissions: what a file alone cannot be, names and bytes."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from .household import Household

EXERCISE = "m01/price-with-vat"
FILE = "price-with-vat.ipynb"
RIGHT = "def price_with_vat(price, vat):\n    return round(price + price * vat / 100, 2)"
WRONG = "def price_with_vat(price, vat):\n    return 0"

# Everything here is the name of a folder, and so of a learner.
NAMES = (
    '=HYPERLINK("mailto:a@localhost","x")',
    "@SUM(1+1)*cmd|'-C calc'!A0",
    "+1+1",
    "-rf",
    "\t=1+1",
    "<img src=x onerror=alert(1)>",
    "\x1b[31mred\x1b]0;owned\x07",
    "[bold red]x",
    "\u202egpj.exe",
    "zero\u200bwidth\u2066",
    "two\nlines\r=1",
    "$(touch owned)",
    "; touch owned",
    "con",
    "konexio_cli",
    "%2e%2e%2f",
    "' OR 1=1 --",
    "{0.__class__}",
)


def code(source: str, name: str = "", role: str = "", **more: object) -> dict[str, Any]:
    """Return a code cell in its file form; `more` is the learner's own metadata."""
    ours = {"konexio": {"name": name, "role": role}} if name else {}
    return {
        "cell_type": "code",
        "source": source,
        "metadata": ours | more,
        "outputs": [],
        "execution_count": None,
    }


def notebook(*cells: dict[str, Any], **metadata: object) -> str:
    """Return a notebook that says that it is of the exercise."""
    content = {
        "cells": list(cells),
        "metadata": {"konexio": {"exercise": EXERCISE, "round": 1}} | metadata,
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(content)


def answer(source: str, *more: dict[str, Any], **metadata: object) -> str:
    """Return a notebook with an answer, and `more` cells behind it."""
    return notebook(code(source, "price", "answer"), *more, **metadata)


def forged() -> dict[str, str]:
    """Return wrong notebooks whose metadata and outputs say that they are right."""
    shown = code("price_with_vat(100, 20)")
    shown["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "6 passed"},
        {"output_type": "execute_result", "data": {"text/plain": "120.0"}, "execution_count": 1},
    ]
    grade = {"grade": True, "grade_id": "price", "points": 100, "locked": False, "solution": True}
    given = "def price_with_vat(price, vat):\n    return price  # given"
    return {
        "forged points": answer(WRONG, nbgrader=grade, konexio_points=100, verdict="passed"),
        "forged outputs": answer(WRONG, shown),
        "forged roles": notebook(
            code(WRONG, "price", "answer"),
            code(given, "price", "given"),
            code("assert True", "examples", "check"),
            code("assert True", "test_rates", "check", **grade),
        ),
        "forged round": answer(
            WRONG, konexio={"exercise": EXERCISE, "round": 2, "grader": "none", "points": 9}
        ),
        "forged kernel": answer(
            WRONG, kernelspec={"name": "../../bin/sh", "language": "bash", "argv": ["sh"]}
        ),
        "forged types": notebook(
            {"cell_type": "code", "source": 5, "metadata": [], "outputs": {}},
            code(WRONG, "price", "answer", konexio=[["name", "price"]]),
            {"cell_type": ["code"], "source": {"a": 1}},
            konexio="passed",
        ),
    }


def damaged() -> dict[str, bytes]:
    """Return files that are no notebooks, or far too much of one."""
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("../../owned", "owned")
    with tarfile.open(fileobj=tarred, mode="w") as archive_of_links:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/"
        archive_of_links.addfile(link)
    output = {"output_type": "stream", "name": "stdout", "text": "x" * (11 << 20)}
    loud = code(RIGHT, "price", "answer") | {"outputs": [output]}
    return {
        "huge outputs": notebook(loud).encode(),
        "many cells": notebook(*(code("1") for _ in range(5_000))).encode(),
        "long number": b'{"nbformat": ' + b"4" * 200_000 + b', "cells": []}',
        "deep": b"[" * 100_000 + b"]" * 100_000,
        "web page": b"<!DOCTYPE html><script>alert(1)</script>",
        "zip": zipped.getvalue(),
        "tar": tarred.getvalue(),
        "zeros": bytes(100_000),
        "nothing": b"",
        "half": answer(RIGHT).encode()[:-40],
    }


def write_cohort(folder: Path, household: Household) -> None:
    """Write every hostile submission, each beside a right one of the same learner's."""
    thief = (
        f"from pathlib import Path\nfor p in Path({str(folder)!r}).rglob('*'):\n    print(p.read_text())\n"
        f"print(Path('../../Bela/{FILE}').exists())\n{WRONG}"
    )
    loud = "print('\\x1b[2J\\u202e<script>alert(1)</script>=1+1')\nraise ValueError('\\x1b[31m')\n"
    _put(folder, "Bela", answer(f"# {household.canaries['others']}\n{RIGHT}"))
    _put(folder, "Thief", answer(thief))
    _put(folder, "Loud", answer(WRONG, code(loud)))
    for number, name in enumerate(NAMES):
        _put(folder, name, answer(RIGHT if number % 2 else WRONG))
    for name, text in forged().items():
        _put(folder, name, text)
    for name, body in damaged().items():
        _put(folder, name, body)
    _write_git(folder / "Git", household)
    for name in ("json.py", "sitecustomize.py", "conftest.py", "pytest.ini", "konexio_cli.py"):
        (folder / name).write_text("raise SystemExit('owned')\n")


def _put(folder: Path, learner: str, content: str | bytes) -> None:
    path = folder / learner / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _write_git(folder: Path, household: Household) -> None:
    """Make a learner's folder a repository whose every door runs a program."""
    touch = f"touch {household.folder}/outside/{household.mark}"
    hooks = folder / ".git" / "hooks"
    hooks.mkdir(parents=True)
    _put(folder, ".", answer(WRONG))
    for name in ("post-checkout", "pre-commit", "post-commit", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\n{touch}\n")
        (hooks / name).chmod(0o755)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    for name in ("objects", "refs"):
        (folder / ".git" / name).mkdir()
    (folder / ".git" / "config").write_text(
        f'[core]\n\tfsmonitor = "{touch}"\n\tsshCommand = "{touch}"\n\tpager = "{touch}"\n'
        f'[filter "x"]\n\tclean = "{touch}"\n\tsmudge = "{touch}"\n[diff]\n\texternal = "{touch}"\n'
    )
    (folder / ".gitattributes").write_text("* filter=x diff=x\n")
    (folder / ".gitmodules").write_text(
        f'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "{touch}"\n'
    )
