"""gradebook.json, held to its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.language import Language
from konexio_cli.reports.exports.json_file import gradebook_json
from konexio_cli.reports.exports.shapes import GradebookShape
from tests.books import NAMES, book

BOOK = book(12, 6)


def schema(repository: Path) -> object:
    path = repository / "docs" / "reference" / "schemas" / "gradebook.schema.json"
    return json.loads(path.read_text("utf-8"))


def test_it_fits_the_published_schema(repository: Path) -> None:
    found = json.loads(gradebook_json(BOOK, Language.FR))
    jsonschema.validate(found, schema(repository))
    assert len(found["marks"]) == len(BOOK.marks)
    assert {one["id"] for one in found["learners"]} == {one.id for one in BOOK.learners}


def test_no_name_stands_in_it() -> None:
    text = gradebook_json(BOOK, Language.EN)
    flat = json.dumps(json.loads(text), ensure_ascii=False)
    assert not any(name in flat for name in NAMES)


@given(st.text(), st.text(st.characters(categories=["Cs", "L"])))
def test_it_is_read_back_whatever_the_names(title: str, who: str) -> None:
    learner = replace(BOOK.learners[0], id=who or "x")
    text = gradebook_json(replace(BOOK, title=title, learners=(learner,)), Language.EN)
    text.encode()
    read = GradebookShape.model_validate_json(text)
    assert len(read.learners) == 1
