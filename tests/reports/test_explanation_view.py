"""The one message of a check, as a learner sees it."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from konexio_cli.model.explanation import Explanation, Place, Step
from konexio_cli.model.grade import Grade, Outcome
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.reports.catalogue import Texts, leaves
from konexio_cli.reports.explanation_view import (
    indented_lines,
    message_lines,
    message_of,
    place_lines,
)

NEAR = Explanation(Step.EXCEPTION, cause="name-near", facts={"name": "totl", "near": "total"})
PROVEN = Explanation(Step.BEHAVIOUR, mistake="boundary")
LOOK = Explanation(Step.STATIC, mistake="return-print", place=Place("    return print(x)"))
FAILED = Outcome("examples", "", Verdict.FAILED, visible=True)
PASSED = replace(FAILED, verdict=Verdict.PASSED)


def lines(told: Explanation | None, outcome: Outcome = FAILED, language: str = "en") -> list[str]:
    grade = Grade(
        *("m/x", "", "0" * 64, "1" * 64, Evidence.SELF_CHECKED),
        outcomes=(outcome,),
        goals=(),
        explanation=told,
    )
    return [line.plain for line in message_lines(grade, Texts(Language(language)))]


def test_python_is_told_in_the_learners_language() -> None:
    assert lines(NEAR) == ["Python does not know the name totl. Did you mean total?"]
    assert lines(NEAR, language="fr") == [
        "Python ne connaît pas le nom totl. Vouliez-vous dire total ?"
    ]


def test_a_draft_says_that_it_is_one() -> None:
    told = lines(NEAR, language="ar")
    assert told[0].startswith("بايثون لا يعرف")
    assert told[1:] == [leaves(Language.AR)["messages.draft"]]


def test_types_have_names_for_beginners() -> None:
    facts = {"sign": "-", "kind": "decimal.Decimal", "other": "Order"}
    told = Explanation(Step.EXCEPTION, cause="kinds-in-calculation", facts=facts)
    assert message_of(told, Texts(Language.EN)) == (
        "The sign - does not work between a decimal number (Decimal) and Order. "
        "Give both values the same kind."
    )


def test_a_mistake_with_proof_is_told_as_it_stands() -> None:
    assert lines(PROVEN) == [Texts(Language.EN).misconception("boundary")]


def test_what_only_looks_like_a_mistake_is_shown_first() -> None:
    assert lines(LOOK)[:2] == ["Look at this line:", "    return print(x)"]
    assert lines(LOOK, PASSED)[0] == "It works. This line could be better:"
    assert lines(LOOK, PASSED, "fr")[0] == "Cela marche. Cette ligne peut être meilleure :"
    assert len(lines(LOOK)) == 3


def test_no_message_is_no_line() -> None:
    assert lines(None) == []


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("    x = totl", 8, 4), ["    x = totl", "        ^^^^"]),
        (Place("\tx = totl", 5, 4), ["    x = totl", "        ^^^^"]),
        (Place('x = "سعر" + totl', 12, 4), ['    x = "سعر" + totl', " " * 16 + "^^^^"]),
        (Place('x = "価格" + totl', 11, 4), ['    x = "価格" + totl', " " * 17 + "^^^^"]),
        (Place("x = totl"), ["    x = totl"]),
    ],
)
def test_the_mark_stands_under_the_place(place: Place, shown: list[str]) -> None:
    assert [line.plain for line in place_lines(place)] == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("   return x", ["    ···return x", "    ^^^"]),
        ("\treturn x", ["    →   return x", "    ^^^^"]),
        ("  \treturn x", ["    ··→ return x", "    ^^^^"]),
        ("  x\u202e = \x1b[31m1", ["    ··x<U+202E> = <U+001B>[31m1", "    ^^"]),
        ("return x", ["    return x", "    ^^^^^^"]),
    ],
)
def test_an_indentation_is_seen_where_it_is_the_mistake(line: str, shown: list[str]) -> None:
    assert [one.plain for one in indented_lines(Place(line, len(line) - 8, 6))] == shown


@settings(database=None, deadline=None)
@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_no_line_of_a_learner_steers_the_terminal(line: str, column: int, width: int) -> None:
    sent = io.StringIO()
    console = Console(file=sent, width=80, force_terminal=True, color_system=None)
    place = Place(line, column, width)
    for one in (*place_lines(place), *indented_lines(place)):
        console.print(one, markup=False, highlight=False)
    assert all(
        c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Zl"} for c in sent.getvalue()
    )
