"""Notebooks read into values, whatever state they come in; an error names what is wrong."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, TypeAlias

from konexio_cli.errors import KonexioError
from konexio_cli.model.grade import Submission
from konexio_cli.model.notebook import Cell, Notebook, Role

# What json gives for a stranger's file: nothing about it is known before it is looked at.
Unknown: TypeAlias = Any

MAX_BYTES = 10 << 20
MAX_CELLS = 2_000
_THIS_FORMAT = 4


def read_submission(path: Path, learner: str) -> Submission:
    """Return the notebook at `path` as a submission. Raise KonexioError if it is unreadable."""
    body = read_bytes(path)
    notebook = parse(body, path)
    return Submission(learner, notebook, hashlib.sha256(body).hexdigest(), notebook.round)


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file. Raise KonexioError when missing, odd or too large."""
    try:
        if not path.is_file():
            raise KonexioError("file-missing", file=path)
        with path.open("rb") as file:
            body = file.read(most + 1)
    except OSError as problem:
        raise KonexioError("file-unreadable", file=path, why=problem.strerror) from None
    if len(body) > most:
        raise KonexioError("notebook-too-large", file=path, limit=most >> 20)
    return body


def parse(body: bytes, path: Path) -> Notebook:
    """Return the notebook in `body`; `path` is only for messages."""
    content, notes = _json(body, path)
    content, upgraded = _in_this_format(content, path)
    raw = content.get("cells")
    if not isinstance(raw, list):
        raise KonexioError("notebook-not-one", file=path)
    if len(raw) > MAX_CELLS:
        raise KonexioError("notebook-too-many-cells", file=path, limit=MAX_CELLS)
    ours = _table(_table(content.get("metadata")).get("konexio"))
    return Notebook(
        cells=tuple(_cell(one, position) for position, one in enumerate(raw)),
        exercise=_text(ours.get("exercise")),
        round=2 if ours.get("round") == 2 else 1,  # noqa: PLR2004 - there are two rounds
        notes=notes + upgraded,
    )


def _json(body: bytes, path: Path) -> tuple[dict[str, Unknown], tuple[str, ...]]:
    if not body.strip():
        raise KonexioError("notebook-empty", file=path)
    text, notes = _decoded(body, path)
    if text.lstrip()[:1] == "<":
        raise KonexioError("notebook-web-page", file=path)
    try:
        content: Unknown = json.loads(text)
    except RecursionError:
        raise KonexioError("notebook-damaged", file=path, line=1) from None
    except json.JSONDecodeError as problem:
        raise KonexioError("notebook-damaged", file=path, line=problem.lineno) from None
    except ValueError:  # a number with thousands of digits
        raise KonexioError("notebook-damaged", file=path, line=1) from None
    if not isinstance(content, dict):
        raise KonexioError("notebook-not-one", file=path)
    return content, notes


def _decoded(body: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return body.decode("utf-16"), ("notebook-was-utf16",)
        except UnicodeDecodeError:
            raise KonexioError("notebook-encoding", file=path) from None
    try:
        return body.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        # Old Windows editors: every byte means something, the code itself is ASCII.
        return body.decode("cp1252", errors="replace"), ("notebook-was-latin1",)


def _in_this_format(
    content: dict[str, Unknown], path: Path
) -> tuple[dict[str, Unknown], tuple[str, ...]]:
    major = content.get("nbformat", _THIS_FORMAT if "cells" in content else None)
    if type(major) is not int or major < 1:
        raise KonexioError("notebook-not-one", file=path)
    if major == _THIS_FORMAT:
        return content, ()
    if major > _THIS_FORMAT:
        raise KonexioError("notebook-from-future", file=path, format=major)
    import nbformat  # noqa: PLC0415 - half a second, and only old notebooks need it

    try:
        upgraded: Unknown = nbformat.convert(nbformat.from_dict(content), _THIS_FORMAT)
    except Exception:  # noqa: BLE001 - an upgrade of a stranger's file may fail in any way
        raise KonexioError("notebook-damaged", file=path, line=1) from None
    return dict(upgraded), ("notebook-was-old",)


def _cell(raw: Unknown, position: int) -> Cell:
    table = _table(raw)
    ours = _table(_table(table.get("metadata")).get("konexio"))
    return Cell(
        source=_source(table.get("source")),
        is_code=table.get("cell_type") == "code",
        name=_text(ours.get("name")) or _text(table.get("id")),
        role=_role(ours.get("role")),
        position=position,
    )


def _role(raw: Unknown) -> Role:
    return Role(raw) if isinstance(raw, str) and raw in set(Role) else Role.EXTRA


def _source(raw: Unknown) -> str:
    if isinstance(raw, list):
        return "".join(_text(part) for part in raw)
    return _text(raw)


def _text(raw: Unknown) -> str:
    return raw if isinstance(raw, str) else ""


def _table(raw: Unknown) -> dict[str, Unknown]:
    return raw if isinstance(raw, dict) else {}
