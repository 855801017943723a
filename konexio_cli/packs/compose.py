"""The notebook that a learner receives: the brief in their language, then the starter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Round
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.packs.notebooks import load

# A notebook in its file form: plain JSON.
Form: TypeAlias = dict[str, Any]

# The first minor version of format 4 whose cells have ids.
_MINOR = 5
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def compose(exercise: Exercise, language: Language, labels: Mapping[Role, str]) -> str:
    """Return round 1 of `exercise` as the text of an .ipynb file.

    `labels` are short sentences that stand above the cells of a role.
    """
    title = f"# {exercise.title.into(language)}\n\n"
    notebook: Form = {
        "cells": list(_cells(exercise.rounds[0], title, language, labels)),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "konexio": {"exercise": exercise.id, "round": 1},
        },
        "nbformat": 4,
        "nbformat_minor": _MINOR,
    }
    return _text(notebook)


def add_round(
    body: bytes, exercise: Exercise, language: Language, labels: Mapping[Role, str]
) -> str:
    """Return the learner's notebook with round 2 at its end; their cells stay as they are.

    Raise KonexioError when `body` is not a notebook of format 4.
    """
    path = Path(f"{exercise.name}.ipynb")
    notebook, _ = load(body, path)
    cells, metadata = notebook.get("cells"), notebook.setdefault("metadata", {})
    if not isinstance(cells, list) or not isinstance(metadata, dict):
        raise KonexioError("notebook-not-one", file=path)
    metadata["konexio"] = {"exercise": exercise.id, "round": 2}
    added = _cells(exercise.rounds[1], "", language, labels)
    cells += added if _has_ids(notebook) else map(_without_id, added)
    try:
        return _text(notebook)
    except RecursionError:
        raise KonexioError("notebook-damaged", file=path, line=1) from None


def _has_ids(notebook: Form) -> bool:
    """Whether cells may have ids: programs that write format 4.4 or older allow none."""
    minor = notebook.get("nbformat_minor")
    return isinstance(minor, int) and minor >= _MINOR


def _without_id(cell: Form) -> Form:
    return {key: value for key, value in cell.items() if key != "id"}


def _cells(
    one: Round, title: str, language: Language, labels: Mapping[Role, str]
) -> Iterator[Form]:
    suffix = "" if one.number == 1 else f"-{one.number}"
    yield _markdown(f"brief{suffix}", title + one.brief.into(language), language)
    for cell in one.starter:
        if cell.role in labels:
            yield _markdown(f"label-{cell.name}", labels[cell.role], language)
        yield {
            "cell_type": "code",
            "execution_count": None,
            "id": cell.name,
            "metadata": {"konexio": {"name": cell.name, "role": str(cell.role)}},
            "outputs": [],
            "source": cell.source.splitlines(keepends=True),
        }


def _markdown(name: str, text: str, language: Language) -> Form:
    if language.turns(text):
        text = f'<div dir="rtl">\n\n{text}\n\n</div>'
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {"konexio": {"name": name, "role": str(Role.BRIEF)}},
        "source": text.splitlines(keepends=True),
    }


def _text(notebook: Form) -> str:
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair is JSON only in its escaped form; it stands within a string.
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def fill_in(text: str, answers: Mapping[str, str]) -> str:
    """Return a composed notebook with its answer cells filled, by their names."""
    notebook: Form = json.loads(text)
    for cell in notebook["cells"]:
        name = cell["metadata"].get("konexio", {}).get("name")
        if name in answers:
            cell["source"] = answers[name].splitlines(keepends=True)
    return _text(notebook)
