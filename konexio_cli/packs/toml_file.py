"""TOML files read into shapes; an error names the file, the line, the key and a near one."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from konexio_cli.errors import KonexioError
from konexio_cli.packs.shapes import Shape

S = TypeVar("S", bound=Shape)


def read_toml(path: Path, shape: type[S]) -> S:
    """Return the file as `shape`. Raise KonexioError naming file, line and key."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        content = tomllib.loads(text)
    except FileNotFoundError:
        raise KonexioError("file-missing", file=path) from None
    except UnicodeDecodeError:
        raise KonexioError("file-not-utf8", file=path) from None
    except OSError as problem:
        raise KonexioError("file-unreadable", file=path, why=problem.strerror) from None
    except tomllib.TOMLDecodeError as problem:
        raise KonexioError("toml-broken", file=path, why=str(problem)) from None
    try:
        return shape.model_validate(content)
    except ValidationError as problem:
        raise _explained(path, text, shape, problem) from None


def _explained(path: Path, text: str, shape: type[Shape], problem: ValidationError) -> KonexioError:
    first = problem.errors(include_url=False, include_input=False)[0]
    place = first["loc"]
    line = line_of(text, place)
    key = ".".join(map(str, place))
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(place[-1]), _keys_at(shape, place[:-1]), n=1)
        if near:
            return KonexioError("toml-key-near", file=path, line=line, key=key, near=near[0])
        return KonexioError("toml-key-unknown", file=path, line=line, key=key)
    if first["type"] == "missing":
        return KonexioError("toml-key-missing", file=path, line=line, key=key)
    return KonexioError("toml-value", file=path, line=line, key=key, why=first["msg"])


def _keys_at(shape: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Return the keys that the table at `place` may have."""
    current: type[BaseModel] | None = shape
    for step in place:
        if isinstance(step, int) or current is None:
            continue
        current = _table_in(current.model_fields[step].annotation)
    return list(current.model_fields) if current else []


def _table_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_table_in(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in inner if one), None)


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Return the line (from 1) on which the key at `place` stands, or its nearest table.

    `place` is a path such as ("goals", 1, "points"). An inline table's keys are on its line.
    """
    lines = text.splitlines()
    start = 0
    for position, step in enumerate(place):
        if isinstance(step, int):
            continue
        index = place[position + 1] if position + 1 < len(place) else None
        found = _find(lines, start, str(step), index if isinstance(index, int) else 0)
        if found is None:
            break
        start = found
    return start + 1


def _find(lines: list[str], start: int, key: str, index: int) -> int | None:
    word = re.escape(key)
    table = re.compile(rf"\s*\[\[?\s*(?:[\w-]+\.)*{word}\s*\]\]?")
    value = re.compile(rf"(?:^|[\s{{,.]){word}\s*(?:=|\.)")
    tables = [n for n, line in enumerate(lines) if n >= start and table.match(line)]
    if len(tables) > index:
        return tables[index]
    return next((n for n in range(start, len(lines)) if value.search(lines[n])), None)
