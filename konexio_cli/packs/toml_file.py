"""TOML files read into shapes; an error names the file, the line, the key and a near one."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from konexio_cli.errors import KonexioError
from konexio_cli.packs.files import read_text
from konexio_cli.packs.shapes import Shape
from konexio_cli.packs.toml_lines import line_of, steps

S = TypeVar("S", bound=Shape)

# What is wrong, by pydantic's word for it; all else is `toml-value`, in pydantic's own sentence.
_CODES = {
    "extra_forbidden": "toml-key-unknown",
    "missing": "toml-key-missing",
    "literal_error": "toml-value-choice",
    "string_type": "toml-value-text",
    "less_than_equal": "toml-value-most",
    "greater_than_equal": "toml-value-least",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "toml-value-whole"),
    **dict.fromkeys(("float_type", "float_parsing"), "toml-value-number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "toml-value-truth"),
    **dict.fromkeys(("date_type", "date_parsing"), "toml-value-date"),
    **dict.fromkeys(("datetime_type", "datetime_parsing"), "toml-value-date"),
    **dict.fromkeys(("dict_type", "model_type"), "toml-value-table"),
    **dict.fromkeys(("list_type", "tuple_type"), "toml-value-list"),
}
_AT_LINE = re.compile(r"at line (\d+)")
_LONGEST_KEY = 60
_ALIKE = 0.7


def read_toml(path: Path, shape: type[S]) -> S:
    """Return the file as `shape`. Raise KonexioError naming file, line and key."""
    text = read_text(path)
    try:
        content = tomllib.loads(text)
    # A number of 5,000 digits is a ValueError, arrays 1,000 deep are a RecursionError.
    except (ValueError, RecursionError) as problem:
        raise _broken(path, text, str(problem)) from None
    try:
        return shape.model_validate(content)
    except ValidationError as problem:
        raise _explained(path, text, shape, problem) from None


def _broken(path: Path, text: str, why: str) -> KonexioError:
    told = _AT_LINE.search(why)
    last = text.rstrip().count("\n") + 1 if "end of document" in why else 1
    line = int(told[1]) if told else last
    return KonexioError("toml-broken", file=path, line=line, why=why)


def _explained(path: Path, text: str, shape: type[Shape], problem: ValidationError) -> KonexioError:
    errors = problem.errors(include_url=False, include_input=False)
    # A misspelt key is also a missing one: only the first of the two helps.
    first = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    place, near, code = first["loc"], "", _CODES.get(first["type"], "toml-value")
    if code == "toml-key-unknown":
        near = _near(str(place[-1]), _keys_at(shape, place[:-1]))
        code = "toml-key-near" if near else code
    if code.startswith("toml-value"):
        place = place[: steps(text, place)]  # pydantic adds which of two kinds it means
    line, key, why = line_of(text, place), _told(place), _why(first)
    return KonexioError(code, file=path, line=line, key=key, near=near, why=why)


def _why(error: ErrorDetails) -> str:
    """Return what pydantic says of a value, or the values of which it must be one, or its limit."""
    facts = error.get("ctx", {})
    limit = facts.get("le", facts.get("ge"))
    if limit is not None:
        return str(limit)
    choices: str = facts.get("expected", error["msg"])
    return choices.replace(" or ", ", ").replace("'", "")


def _told(place: Sequence[str | int]) -> str:
    """Return a place as people count: the first of `[[goals]]` is `goals.1`."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place)


def _near(key: str, known: Sequence[str]) -> str:
    found = difflib.get_close_matches(key.lower()[:_LONGEST_KEY], known, n=1, cutoff=_ALIKE)
    return found[0] if found else ""


def _keys_at(shape: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Return the keys that the table at `place` may have."""
    current: type[BaseModel] | None = shape
    for step in place:
        # The tables of a table by name, such as those of skills.toml, have no field of their own.
        if isinstance(step, int) or current is None or step not in current.model_fields:
            continue
        current = _table_in(current.model_fields[step].annotation)
    return list(current.model_fields) if current else []


def _table_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_table_in(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in inner if one), None)
