"""A course as a list: it fits every width, and is sentences for screen readers."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.list_view import Line, bar, view_of_packs

TEXTS = Texts(Language.EN)
PACKS = [
    (
        "Names, numbers and text",
        [
            Line("m01/price-with-vat", "Price with VAT", "passed"),
            Line("m01/tidy-name", "Tidy a name that is really very long indeed", "tried"),
        ],
    ),
    ("مهام", [Line("c1/client", "قائمة عملاء", "tried", "round 2 of 2")]),
]

Packs = Sequence[tuple[str, Sequence[Line]]]


def shown(packs: Packs, width: int, *, plain: bool = False) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    for part in view_of_packs(packs, TEXTS, plain=plain):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_in_80_columns_an_exercise_is_one_line() -> None:
    assert shown(PACKS, 80) == [
        "Names, numbers and text  ━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄  1/2",
        "  ✓ Price with VAT  m01/price-with-vat",
        "  · Tidy a name that is really very long indeed  m01/tidy-name",
        "مهام                     ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  0/1",
        "  · قائمة عملاء  c1/client  (round 2 of 2)",
    ]


def test_in_40_columns_names_stand_below_titles() -> None:
    assert shown(PACKS, 40) == [
        "Names, numbers and text",
        "━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄  1/2",
        "  ✓ Price with VAT",
        "    m01/price-with-vat",
        "  · Tidy a name that is really very long",
        "    indeed",
        "    m01/tidy-name",
        "مهام",
        "┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  0/1",
        "  · قائمة عملاء",
        "    c1/client  (round 2 of 2)",
    ]


def test_plain_is_sentences() -> None:
    assert shown(PACKS, 80, plain=True) == [
        "Names, numbers and text: 1 of 2 passed.",
        "  passed: Price with VAT, m01/price-with-vat",
        "  tried: Tidy a name that is really very long indeed, m01/tidy-name",
        "مهام: 0 of 1 passed.",
        "  tried: قائمة عملاء, c1/client  (round 2 of 2)",
    ]


LINES = st.builds(
    Line,
    exercise=st.from_regex(r"[a-z0-9]{1,4}/[a-z0-9-]{1,20}", fullmatch=True),
    title=st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=80),
    state=st.sampled_from(["passed", "tried", "new"]),
)


@given(st.lists(LINES, min_size=1, max_size=5), st.integers(30, 59))
def test_nothing_is_wider_than_a_narrow_terminal(lines: list[Line], width: int) -> None:
    assert all(cell_len(line) <= width for line in shown([("Pack", lines)], width))


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_bar_is_full_at_the_end_only_and_empty_at_the_beginning_only(one: int, two: int) -> None:
    done, count = sorted((one, two))
    text = bar(done, count).plain
    assert len(text) == 20
    assert ("━" not in text) == (done == 0)
    assert ("┄" not in text) == (0 < done == count)


@pytest.mark.parametrize(("done", "text"), [(0, "." * 20), (3, "#" * 15 + "." * 5), (4, "#" * 20)])
def test_a_terminal_of_ascii_has_a_bar_too(done: int, text: str) -> None:
    assert bar(done, 4, ascii_only=True).plain == text
