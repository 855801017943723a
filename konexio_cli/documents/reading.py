"""A structured answer: the bytes of a file become plain values, or an error with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from konexio_cli.documents.loading import Loaded, Place, load, text_of
from konexio_cli.documents.shapes import FILES, Message, Part
from konexio_cli.errors import KonexioError

MESSAGE = "message.md"
NAMES = (*FILES, MESSAGE)
_LONGEST_KEY = 60
_CODES = {
    "extra_forbidden": "document-key-unknown",
    "missing": "document-key-missing",
    "list_type": "document-list",
    "dict_type": "document-table",
    "model_type": "document-table",
    "too_short": "document-few",
    "too_long": "document-many",
    "literal_error": "document-choice",
    # Those that the kinds of values give.
    "plain": "document-plain",
    "blank": "document-blank",
    "long": "document-long",
    "money": "document-money",
    "hours": "document-hours",
    "percent": "document-percent",
    "count": "document-count",
    "date": "document-date",
    "no_day": "document-no-day",
    "currency": "document-currency",
    "country": "document-country",
}


def read_document(name: str, body: bytes) -> Part:
    """Return the values in a file whose name is one of NAMES.

    Raise KonexioError naming the file, the line and what to write there.
    """
    text = text_of(name, body)
    if name == MESSAGE:
        return _message(name, text)
    loaded = load(name, text)
    try:
        return FILES[name].model_validate(loaded.tree)
    except ValidationError as problem:
        raise _explained(name, loaded, problem) from None


def _message(name: str, text: str) -> Message:
    if not text.strip():
        raise KonexioError("document-empty", file=name)
    return Message(text=text)


def _explained(name: str, loaded: Loaded, problem: ValidationError) -> KonexioError:
    errors = problem.errors(include_url=False, include_input=False)
    # A misspelt name is also a missing one: only the first of the two helps.
    first: Any = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    place: Place = tuple(step for step in first["loc"] if step != "[key]")
    code = _CODES[first["type"]]
    context = first.get("ctx", {})
    choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    facts: dict[str, Any] = {
        "file": name,
        "line": loaded.line_of(place),
        "key": _told(place),
        "name": str(place[-1])[:_LONGEST_KEY],
        "known": choices,
        "least": context.get("min_length", ""),
        "most": context.get("most", context.get("max_length", "")),
    }
    if code == "document-key-unknown":
        near = _near(str(place[-1]), _names_at(FILES[name], place[:-1]))
        if near:
            return KonexioError("document-key-near", near=near, **facts)
    return KonexioError(code, **facts)


def _told(place: Place) -> str:
    """Return a place as people count: the first of the lines is `lines.1`."""
    steps = (str(one + 1) if isinstance(one, int) else one[:_LONGEST_KEY] for one in place)
    return ".".join(steps)


def _near(name: str, known: Iterable[str]) -> str:
    plain = name.strip().lower().replace(" ", "_")[:_LONGEST_KEY]
    return next(iter(difflib.get_close_matches(plain, list(known), n=1)), "")


def _names_at(shape: type[BaseModel], place: Place) -> list[str]:
    """Return the names that the table at `place` may have."""
    current: type[BaseModel] | None = shape
    for step in place:
        if isinstance(step, str) and current is not None:
            current = _part_in(current.model_fields[step].annotation)
    return list(current.model_fields) if current else []


def _part_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_part_in(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in inner if one), None)
