"""results.json, held to the published description."""

from __future__ import annotations

import json

import jsonschema
import pytest

from konexio_cli.model.exercise import Proof
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.exports.gradescope import results
from tests.books import book

from .readers import GRADESCOPE

BOOK = book(12, 8)
ROWS = [row for row in BOOK.rows() if not row[2].problem]


@pytest.mark.parametrize("language", list(Language))
def test_every_document_is_as_published(language: Language) -> None:
    for _, exercise, mark in ROWS:
        found = json.loads(json.dumps(results(exercise, mark, Texts(language))))
        jsonschema.validate(found, GRADESCOPE)
        assert found["score"] == mark.points
        assert sum(test["score"] for test in found["tests"]) == mark.earned
        assert sum(test["max_score"] for test in found["tests"]) == mark.possible


def test_a_goal_for_a_trainer_has_neither_passed_nor_failed() -> None:
    tests = [t for _, e, m in ROWS for t in results(e, m, Texts(Language.EN))["tests"]]
    for test in tests:
        assert ("status" in test) is (test["tags"] != [str(Proof.TRAINER)])


def test_the_schema_refuses_what_is_not_published() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"score": "7"}, GRADESCOPE)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"tests": [{"visibility": "secret"}]}, GRADESCOPE)
