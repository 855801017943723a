"""Notebooks read into values, whatever state they come in; an error names what is wrong."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.grade import Submission
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.packs.files import read_file
from konexio_cli.packs.old_notebooks import Unknown, cells_of_old

MAX_BYTES = 10 << 20
MAX_CELLS = 2_000
_THIS_FORMAT = 4
# A file with a larger number than this comes from no program.
_LAST_FORMAT = 99
# A power cut leaves files of zeros.
_NOTHING = "\0 \t\r\n"
_LANGUAGE_LETTERS = 20
_ROLES = {str(role): role for role in Role}


def read_submission(path: Path, learner: str) -> Submission:
    """Return the notebook at `path` as a submission. Raise KonexioError if it is unreadable."""
    body = read_bytes(path)
    notebook = parse(body, path)
    return Submission(learner, notebook, hashlib.sha256(body).hexdigest(), notebook.round)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a notebook. Raise KonexioError when missing, odd or too large."""
    return read_file(path, MAX_BYTES, "notebook-too-large")


def parse(body: bytes, path: Path) -> Notebook:
    """Return the notebook in `body`; `path` is only for messages.

    Raise KonexioError when it is not one, whatever the bytes are.
    """
    content, notes = load(body, path)
    raw, upgraded = _cells(content, path)
    metadata = _table(content.get("metadata"))
    ours = _table(metadata.get("konexio"))
    return Notebook(
        cells=tuple(_cell(one, position) for position, one in enumerate(raw)),
        exercise=_text(ours.get("exercise")),
        round=2 if ours.get("round") == 2 else 1,  # noqa: PLR2004 - there are two rounds
        notes=notes + upgraded + _other_language(metadata),
    )


def load(body: bytes, path: Path) -> tuple[dict[str, Unknown], tuple[str, ...]]:
    """Return the JSON object in `body`, and notes on how it had to be read.

    Raise KonexioError when there is none.
    """
    text, notes = _decoded(body, path)
    start = text.strip(_NOTHING)[:2]
    if not start:
        raise KonexioError("notebook-empty", file=path)
    if start[0] == "<" != start[1:]:  # two of them are left by a git conflict
        raise KonexioError("notebook-web-page", file=path)
    try:
        content: Unknown = json.loads(text)
    except json.JSONDecodeError as problem:
        raise KonexioError("notebook-damaged", file=path, line=problem.lineno) from None
    # A number of 5,000 digits is a ValueError, lists 1,000 deep are a RecursionError.
    except (ValueError, RecursionError):
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


def _cells(content: dict[str, Unknown], path: Path) -> tuple[list[Unknown], tuple[str, ...]]:
    raw: Unknown = content.get("cells")
    notes: tuple[str, ...] = ()
    major = content.get("nbformat", _THIS_FORMAT)
    if type(major) is not int or not 1 <= major <= _LAST_FORMAT:
        raise KonexioError("notebook-not-one", file=path)
    if major > _THIS_FORMAT:
        raise KonexioError("notebook-from-future", file=path, format=major)
    if major < _THIS_FORMAT:
        raw, notes = cells_of_old(content), ("notebook-was-old",)
    if not isinstance(raw, list):
        raise KonexioError("notebook-not-one", file=path)
    if len(raw) > MAX_CELLS:
        raise KonexioError("notebook-too-many-cells", file=path, limit=MAX_CELLS)
    return raw, notes


def _other_language(metadata: dict[str, Unknown]) -> tuple[str, ...]:
    """Return a note when the notebook was written for a kernel that is not Python's."""
    kernel = _text(_table(metadata.get("kernelspec")).get("language"))
    language = kernel or _text(_table(metadata.get("language_info")).get("name"))
    if not language or "python" in language.lower():
        return ()
    return (f"notebook-other-language:{language[:_LANGUAGE_LETTERS]}",)


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
    return _ROLES.get(raw, Role.EXTRA) if isinstance(raw, str) else Role.EXTRA


def _source(raw: Unknown) -> str:
    if isinstance(raw, list):
        raw = "".join(part for part in raw if isinstance(part, str))
    return _text(raw)


def _text(raw: Unknown) -> str:
    """Return a text that can be written: JSON may hold half a surrogate pair, a file may not."""
    return raw.encode(errors="replace").decode() if isinstance(raw, str) else ""


def _table(raw: Unknown) -> dict[str, Unknown]:
    return raw if isinstance(raw, dict) else {}
