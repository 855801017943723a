"""Tokens: no disguise changes them, and no text is too broken to be read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.similar.tokens import Unit, units

from .programs import Function, Style, functions, styles


def words(found: tuple[Unit, ...]) -> list[list[str]]:
    return [[token.text for token in unit] for unit in found]


def said(*cells: str) -> Counter[tuple[str, ...]]:
    return Counter(tuple(unit) for unit in words(units((cell, 0) for cell in cells)))


@given(functions(), styles(), st.randoms(use_true_random=False))
def test_names_layout_comments_and_order_change_nothing(
    program: list[Function], style: Style, random: object
) -> None:
    moved = list(program)
    random.shuffle(moved)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert said(style.cell(moved)) == said(Style().cell(program))


@given(functions(least=2), st.integers(1))
def test_functions_in_one_cell_or_two_are_the_same(program: list[Function], at: int) -> None:
    at %= len(program)
    parts = (Style().cell(part) for part in (program[at:], program[:at]) if part)
    assert said(*parts) == said(Style().cell(program))


def test_what_is_called_of_python_stays_and_a_learners_own_goes() -> None:
    assert words(units([("total = sum(x.strip() for x in sum)", 0)])) == [
        ["N", "=", "sum", "(", "N", ".", "strip", "(", ")", "for", "N", "in", "N", ")"]
    ]
    own = "def sum(x):\n    return x\nsum(1)"
    assert words(units([(own, 0)]))[1] == ["N", "(", "1", ")"]


def test_a_string_is_one_sign_whatever_is_in_it() -> None:
    for text in ("'a'", '"""b\nc"""', "rb'd'", "f'{a + b!r:>{c}}'", "f'{f\"{x}\"}'"):
        assert words(units([(f"x = {text}", 0)])) == [["N", "=", '"']]


def test_decorators_belong_to_what_they_decorate() -> None:
    cell = "@cache\n@other(1)\ndef f():\n    return 1\nx = 2\nasync def g(): pass\ny = 3"
    rest = ["N", "=", "2", "N", "=", "3"]
    assert words(units([(cell, 0)]))[2] == rest
    assert len(units([(cell, 0)])) == 3


@pytest.mark.parametrize(
    "broken",
    [
        "print('never closed",
        "x = (1,",
        "    badly + indented\n  y",
        "x = 'a\n%%\x00",
        '"""open',
        "1_0__0 = $ ? \\",
        "%matplotlib inline",
        "!pip install 'x",
        ")]}",
    ],
)
def test_what_stands_around_broken_code_is_read(broken: str) -> None:
    before, behind = "def f(a):\n    return a + 1\n", "def g(b):\n    return b * 2\n"
    found = words(units([(before + broken + "\n" * 2 + behind, 0)]))
    assert found[0][:10] == ["def", "N", "(", "N", ")", ":", "return", "N", "+", "1"]
    assert any("*" in unit for unit in found) or broken in {"x = (1,", '"""open'}


@given(st.text(st.sampled_from("adef()[]{}:'\"\\\n\t #%!?=.,0_\x00\x0c\u2028é\r"), max_size=80))
def test_any_text_is_read_and_each_token_has_its_line(text: str) -> None:
    lines = len(text.splitlines())
    for unit in units([(text, 5)]):
        assert unit
        assert all(5 <= token.line < 5 + lines for token in unit)


def test_a_huge_cell_costs_no_more_than_a_large_one() -> None:
    found = units([("x = 1\n" * 100_000, 0)])
    assert sum(map(len, found)) <= 20_000
