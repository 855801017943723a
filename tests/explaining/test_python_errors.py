"""Programs that stop in a real room: why each does, is told from its text and Python's words.

A case is named by its cause; what stands behind `--` tells one case of a cause from another.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.explaining.causes import CAUSES, EXCEPTIONS
from konexio_cli.explaining.parsing import syntax_error_of
from konexio_cli.explaining.raised import Raised, explained_exception
from konexio_cli.explaining.syntax import explained_syntax
from konexio_cli.model.exercise import Limits
from konexio_cli.model.explanation import Explanation, Place, Step
from konexio_cli.model.notebook import Cell
from konexio_cli.sandbox.forked import ForkedRooms
from konexio_cli.sandbox.room import CellRun

CASES = Path(__file__).parents[1] / "cases" / "python_errors"
NAMES = sorted(path.stem for path in CASES.iterdir())
# No program can be made to stop with these in a room of its own, or without a trick.
NOT_TRIED = {"file-refused", "builtin-name", "elif-after-else"}
SYNTAX = {"SyntaxError", "IndentationError", "TabError"}
unhurried = settings(database=None, deadline=None)


def ran(rooms: ForkedRooms, source: str) -> CellRun:
    room = rooms.open({}, Limits())
    try:
        return room.run(source, 10)
    finally:
        room.close()


def explained(run: CellRun, source: str) -> Explanation:
    line = source.splitlines()[run.error_line - 1].strip() if run.error_line else ""
    if run.error in SYNTAX:
        return explained_syntax(run.error_text, line, source)
    return explained_exception(Raised(run.error, run.error_text, line), [Cell(source)])


@pytest.mark.parametrize("name", NAMES)
def test_a_program_that_stops_is_explained(rooms: ForkedRooms, name: str) -> None:
    source = (CASES / f"{name}.py").read_text("utf-8")
    run = ran(rooms, source)
    assert run.error
    told = explained(run, source)
    assert told.cause == name.partition("--")[0]
    assert told.place
    assert told.place.line.strip() in map(str.strip, source.splitlines())
    assert told.step is (Step.SYNTAX if run.error in SYNTAX else Step.EXCEPTION)


def test_every_cause_has_a_program_that_shows_it() -> None:
    assert {name.partition("--")[0] for name in NAMES} == CAUSES - NOT_TRIED


# What later versions of Python say; those that tests run on may be older.
LATER = [
    ("SyntaxError", "'elif' block follows an 'else' block", "elif-after-else"),
    (
        "SyntaxError",
        "parameter without a default follows parameter with a default",
        "default-order",
    ),
    ("SyntaxError", "unterminated f-string literal (detected at line 1)", "quote-open"),
    ("SyntaxError", "f-string: expecting '}'", "fstring-braces"),
    ("TypeError", "cannot use 'list' as a dict key (unhashable type: 'list')", "unhashable"),
    ("TypeError", "argument of type 'int' is not a container or iterable", "not-iterable"),
    ("TypeError", "argument of type 'NoneType' is not a container or iterable", "none-used"),
    (
        "TypeError",
        "f() got an unexpected keyword argument 'c'. Did you mean 'a'?",
        "argument-unknown",
    ),
    ("TypeError", "string indices must be integers, not 'str'", "index-kind"),
    ("ValueError", "too many values to unpack (expected 2, got 3)", "unpack-many"),
    (
        "AttributeError",
        "module 'random' has no attribute 'rand' (consider renaming 'random.py' since it has …)",
        "attribute-unknown",
    ),
]


@pytest.mark.parametrize(("name", "words", "cause"), LATER)
def test_words_of_later_pythons_are_known(name: str, words: str, cause: str) -> None:
    if name == "SyntaxError":
        assert explained_syntax(words, "", "").cause == cause
    else:
        assert explained_exception(Raised(name, words), ()).cause == cause


def test_facts_are_the_learners_own_words(rooms: ForkedRooms) -> None:
    def facts(name: str) -> dict[str, str]:
        source = (CASES / f"{name}.py").read_text("utf-8")
        return dict(explained(ran(rooms, source), source).facts)

    assert facts("name-near") == {"name": "totl", "near": "total"}
    assert facts("name-near--python") == {"name": "prnt", "near": "print"}
    assert facts("name-near--elsewhere") == {"name": "true", "near": "True"}
    assert facts("name-import--decimal")["line"] == "from decimal import Decimal"
    assert facts("key-missing") == {"key": "'coffee'"}
    assert facts("argument-missing") == {"name": "f", "missing": "'b'"}
    assert facts("file-missing") == {"file": "prices.csv"}


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("sinon:", "else"),
        ("autrement:", "else"),
        ("sinon si total > 1:", "elif"),
        ("si total > 1:", "if"),
        ("pour item in items:", "for"),
        ("pour chaque item in items:", "for"),
        ("for item dans items:", "in"),
        ("fonction fee(total):", "def"),
        ("tant que total > 1:", "while"),
        ("retourne total", "return"),
        ("if non total:", "not"),
        ("if total ≥ 50:", ">="),
        ("if total ≤ 50:", "<="),
        ("if total ≠ 50:", "!="),
        ("total = price × 2", "*"),  # noqa: RUF001 - the sign itself
        ("if 49,99 < total:", "49.99"),
        ("price = 5,05", "5.05"),
        ("def delivery-fee(total):", "delivery_fee"),
        ("def delivery fee(total):", "delivery_fee"),
    ],
)
def test_what_python_writes_instead_is_named(line: str, near: str) -> None:
    problem = syntax_error_of(f"{line}\n    pass" if line.endswith(":") else line)
    assert problem
    assert explained_syntax(problem.msg, line, line).facts["near"] == near


@pytest.mark.parametrize(
    "line", ["si = = 3", "x = = 3", 'total = "prix et tva" "a" 5 5', "for x in items items:"]
)
def test_a_name_or_a_text_of_the_learners_is_no_foreign_word(line: str) -> None:
    assert explained_syntax("invalid syntax", line, line).cause not in {"word-near", "times-sign"}


@pytest.mark.parametrize(
    ("name", "near"),
    [("Vrai", "True"), ("Faux", "False"), ("Rien", "None"), ("afficher", "print")],
)
def test_a_french_name_of_python_is_translated(name: str, near: str) -> None:
    raised = Raised("NameError", f"name '{name}' is not defined")
    assert explained_exception(raised, ()).facts == {"name": name, "near": near}


def test_the_place_is_marked() -> None:
    words = "unterminated string literal (detected at line 1)"
    place = explained_syntax(words, "", 'name = "Amina\nprint(name)').place
    assert place
    assert place.line[place.column] == '"'
    raised = Raised("NameError", "name 'totl' is not defined", "print(totl)")
    place = explained_exception(raised, ()).place
    assert place
    assert place.line[place.column : place.column + place.width] == "totl"


def test_a_magic_of_jupyter_is_not_the_place() -> None:
    told = explained_syntax("'(' was never closed", "x = (1", "%time y = 2\nx = (1")
    assert told.cause == "bracket-open"
    assert told.place == Place("x = (1")


@settings(database=None, deadline=None, max_examples=30)  # some ask another process
@given(st.text(), st.text(), st.text())
def test_any_text_is_read_without_harm(words: str, line: str, source: str) -> None:
    problem = syntax_error_of(source)
    told = explained_syntax(problem.msg if problem else words, line, source)
    assert told.cause in CAUSES
    assert told.place
    assert 0 <= told.place.column <= len(told.place.line)


@unhurried
@given(st.sampled_from(sorted(EXCEPTIONS)) | st.text(), st.text(), st.text())
def test_any_exception_has_a_cause(name: str, words: str, line: str) -> None:
    told = explained_exception(Raised(name, words, line), [Cell(words), Cell(line)])
    assert told.cause in CAUSES
    assert all(isinstance(fact, str) for fact in told.facts.values())


@pytest.mark.parametrize(
    "source", ["(" * 200_000, "-" * 90_000 + "1", "[" * 3_000 + "]" * 3_000, "a\0b"]
)
def test_a_cell_that_is_hostile_to_readers_is_left_alone(source: str) -> None:
    assert explained_syntax("too many nested parentheses", "", source).cause == "syntax-other"
    unknown = Raised("NameError", "name 'x' is not defined")
    assert explained_exception(unknown, [Cell(source)]).cause == "name-unknown"
