"""The notebook that a learner receives: the brief in their language, then the starter."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Round
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.packs.forms import MINOR, Form, has_ids, text_of, without_id
from konexio_cli.packs.notebooks import load


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
        "nbformat_minor": MINOR,
    }
    return text_of(notebook)


def compose_rounds(
    exercise: Exercise, language: Language, labels: Mapping[Role, str], rounds: int
) -> str:
    """Return the notebook as it is with this many rounds open, and nothing written in it."""
    text = compose(exercise, language, labels)
    return text if rounds == 1 else add_round(text.encode(), exercise, language, labels)


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
    cells += added if has_ids(notebook) else map(without_id, added)
    try:
        return text_of(notebook)
    except RecursionError:
        raise KonexioError("notebook-damaged", file=path, line=1) from None


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


def _from_right_to_left(text: str) -> bool:
    """Whether a text is written from right to left: one that was not translated is not."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def fill_in(text: str, answers: Mapping[str, str]) -> str:
    """Return a composed notebook with its answer cells filled, by their names."""
    notebook: Form = json.loads(text)
    for cell in notebook["cells"]:
        name = cell["metadata"].get("konexio", {}).get("name")
        if name in answers:
            cell["source"] = answers[name].splitlines(keepends=True)
    return text_of(notebook)
