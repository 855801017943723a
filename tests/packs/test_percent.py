"""Attempts: what stands between `# %%` lines fills the starter's answer cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.packs.percent import fill, split_cells

PATH = Path("attempt.py")
STARTER = (
    Cell("import csv", name="setup", role=Role.GIVEN),
    Cell("def one(): ...", name="one", role=Role.ANSWER, position=1),
    Cell("def two(): ...", name="two", role=Role.ANSWER, position=2),
    Cell("assert one()", name="examples", role=Role.CHECK, position=3),
)
ONE_ANSWER = STARTER[:2]

NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
LINES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=20)
SOURCES = (
    st.lists(LINES.filter(lambda line: not line.startswith("# %%")), max_size=5)
    .map("\n".join)
    .map(lambda source: source.strip("\n"))
)


def sources(text: str, starter: tuple[Cell, ...] = STARTER) -> list[str]:
    return [cell.source for cell in fill(starter, text, PATH).cells]


def error_of(text: str, starter: tuple[Cell, ...] = STARTER) -> KonexioError:
    with pytest.raises(KonexioError) as caught:
        fill(starter, text, PATH)
    return caught.value


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, SOURCES), min_size=1, max_size=5))
def test_round_trip(cells: list[tuple[str, str]]) -> None:
    text = "\n".join(f"# %% {name}\n{source}\n" for name, source in cells)
    assert split_cells(text) == tuple(cells)


@settings(deadline=None)
@given(SOURCES)
def test_round_trip_without_marks(source: str) -> None:
    assert split_cells(source + "\n") == (("", source),)


@settings(deadline=None)
@given(SOURCES, SOURCES)
def test_only_answer_cells_change(one: str, two: str) -> None:
    filled = fill(STARTER, f"# %% two\n{two}\n# %% one\n{one}\n", PATH).cells
    assert [cell.source for cell in filled] == ["import csv", one, two, "assert one()"]
    assert [(c.name, c.role, c.position) for c in filled] == [
        (c.name, c.role, c.position) for c in STARTER
    ]


def test_cell_that_is_not_named_stays() -> None:
    assert sources("# %% two\n2\n")[1:3] == ["def one(): ...", "2"]


@pytest.mark.parametrize("text", ["1", "\n1\n\n", "# %%\n1\n", "# %%  \t\n1\n"])
def test_only_answer_needs_no_name(text: str) -> None:
    assert sources(text, ONE_ANSWER) == ["import csv", "1"]


@pytest.mark.parametrize("name", ["", "setup", "examples", "three", "One"])
def test_cell_that_is_no_answer(name: str) -> None:
    error = error_of(f"# %% {name}\n1\n")
    assert error.code == "attempt-cell-unknown"
    assert error.facts == {"file": PATH, "cell": name, "known": "one, two"}


def test_text_before_the_first_mark_is_never_lost() -> None:
    assert error_of("import os\n# %% one\n1\n").code == "attempt-cell-unknown"
    assert error_of("import os\n# %% one\n1\n", ONE_ANSWER).code == "attempt-cell-twice"
    assert sources("\n  \n# %% one\n1\n")[1] == "1"


def test_cell_twice() -> None:
    error = error_of("# %% one\n1\n# %% one\n2\n")
    assert (error.code, error.facts) == ("attempt-cell-twice", {"file": PATH, "cell": "one"})


@pytest.mark.parametrize("line", ["x = '# %% two'", "  # %% two", "#%% two", "# %% two words"])
def test_line_that_is_no_mark(line: str) -> None:
    assert sources(f"# %% one\n1\n{line}\n2\n")[1] == f"1\n{line}\n2"
