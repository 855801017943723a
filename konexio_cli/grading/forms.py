"""The form of the structured answers that a notebook wrote: what cannot be read, and why."""

from __future__ import annotations

from konexio_cli.documents.loading import LONGEST, text_of
from konexio_cli.documents.reading import NAMES, read_document
from konexio_cli.documents.shapes import Part
from konexio_cli.errors import KonexioError
from konexio_cli.model.grade import FormError
from konexio_cli.sandbox.folder import NotPlain
from konexio_cli.sandbox.room import Room

_LONGEST_LINE = 500


def document_in(room: Room, name: str) -> Part:
    """Return the values of a structured answer in a room's folder.

    Raise OSError when there is no such file, KonexioError when it cannot be read.
    """
    return read_document(name, _body(room, name))


def form_errors(room: Room) -> tuple[FormError, ...]:
    """Return what cannot be read of all structured answers in a room's folder."""
    return tuple(found for name in NAMES if (found := _form_error(room, name)))


def _form_error(room: Room, name: str) -> FormError | None:
    body = b""
    try:
        body = _body(room, name)
        read_document(name, body)
    except OSError:
        return None
    except KonexioError as problem:
        facts = {key: str(value) for key, value in problem.facts.items()}
        # An error that names a line is one of a text that could be read.
        line = problem.facts.get("line")
        source = _line(text_of(name, body), line) if isinstance(line, int) else ""
        return FormError(problem.code, facts, source)
    return None


def _body(room: Room, name: str) -> bytes:
    try:
        return room.read(name, LONGEST)
    except NotPlain:
        raise KonexioError("document-too-large", file=name, limit=LONGEST >> 10) from None


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].strip()[:_LONGEST_LINE] if number <= len(lines) else ""
