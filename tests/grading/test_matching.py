"""What of a learner's notebook runs, whatever their editor did to it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.grading.matching import match
from konexio_cli.model.notebook import Cell, Notebook, Role

STARTER = (
    Cell("from decimal import Decimal\nRATES = [0, 5, 20]", name="setup", role=Role.GIVEN),
    Cell("def price(x):\n    ...", name="price", role=Role.ANSWER),
    Cell("total = ...", name="total", role=Role.ANSWER),
    Cell("assert price(Decimal(1)) == 1\nassert total > 0", name="examples", role=Role.CHECK),
)
ANSWER = "def price(x):\n    y = x * 2\n    return y"


def program(*cells: Cell) -> list[tuple[str, str]]:
    return [(c.name, c.source) for c in match(STARTER, Notebook(cells)).cells]


def bare(*sources: str) -> tuple[Cell, ...]:
    """Cells as an editor leaves them that rewrites ids and drops metadata."""
    return tuple(Cell(source, name=f"a1b2-{n}") for n, source in enumerate(sources))


GIVEN = ("setup", STARTER[0].source)


def test_the_notebook_as_it_was_given_runs_without_its_checks() -> None:
    assert program(*STARTER) == [(c.name, c.source) for c in STARTER[:3]]


def test_cells_without_metadata_are_known_by_what_they_say() -> None:
    cells = bare(STARTER[0].source, ANSWER, "total = 5", STARTER[3].source)
    assert program(*cells) == [GIVEN, ("price", ANSWER), ("total", "total = 5")]


def test_order_is_the_learners() -> None:
    cells = bare("total = 5", STARTER[0].source, ANSWER)
    assert [name for name, _ in program(*cells)] == ["total", "setup", "price"]


def test_a_deleted_given_cell_is_put_back_and_noted() -> None:
    found = match(STARTER, Notebook(bare(ANSWER, "total = 1")))
    assert [c.name for c in found.cells] == ["setup", "price", "total"]
    assert "cell-restored:setup" in found.notes


def test_a_changed_given_cell_runs_with_the_authors_text() -> None:
    changed = replace(STARTER[0], source="from decimal import Decimal\nRATES = [0, 5, 99]")
    assert program(changed, *STARTER[1:])[0] == GIVEN


def test_an_answer_in_the_authors_check_cell_is_not_lost() -> None:
    misplaced = replace(STARTER[3], source=ANSWER)
    assert ("price", ANSWER) in program(STARTER[0], misplaced) or ("", ANSWER) in program(
        STARTER[0], misplaced
    )


def test_a_doubled_answer_cell_runs_twice_and_the_last_counts() -> None:
    second = ANSWER.replace("2", "3")
    cells = [STARTER[0], *(replace(STARTER[1], source=s) for s in (ANSWER, second))]
    found = match(STARTER, Notebook(tuple(cells)))
    assert found.source("price") == second
    assert "cell-twice:price" in found.notes


def test_extra_cells_stay_where_they_are() -> None:
    cells = (*bare("note = 1"), *STARTER[:2], *bare("note = 2"))
    sources = [source for _, source in program(*cells)]
    assert (sources[0], sources[-1]) == ("note = 1", "note = 2")


def test_text_cells_never_run() -> None:
    assert program(Cell("import os", is_code=False)) == [GIVEN]


def test_an_untouched_answer_is_noted() -> None:
    found = match(STARTER, Notebook((STARTER[0], *bare(ANSWER), *STARTER[2:])))
    assert "cell-untouched:total" in found.notes
    assert "cell-untouched:price" not in found.notes


def test_one_answer_is_an_answer_and_cells_without_are_told_in_their_order() -> None:
    second = Cell("average = ...", name="average", role=Role.ANSWER)
    starter = (*STARTER, second)
    untouched = match(starter, Notebook(starter))
    assert not untouched.has_answer
    assert untouched.notes == tuple(f"cell-untouched:{n}" for n in ("price", "total", "average"))
    assert match(starter, Notebook((*bare(ANSWER), *STARTER[2:], second))).has_answer


def test_an_answer_whose_cell_the_author_took_out_is_not_the_new_cell() -> None:
    former = Cell(ANSWER, name="former", role=Role.ANSWER)
    both = match(STARTER, Notebook((STARTER[0], former, *STARTER[1:])))
    assert "cell-twice:price" not in both.notes
    assert "cell-untouched:price" in both.notes
    assert [(c.name, c.role) for c in both.cells if c.source == ANSWER] == [("", Role.EXTRA)]
    assert not both.has_answer


def test_an_answer_under_a_former_name_is_found_where_the_new_cell_is_not_there() -> None:
    former = Cell(ANSWER, name="former", role=Role.ANSWER)
    assert match(STARTER, Notebook((STARTER[0], former))).source("price") == ANSWER


def test_an_answer_that_does_not_parse_is_still_found() -> None:
    broken = "def price(x):\n    return x *"
    assert ("price", broken) in program(*bare(broken))


@given(
    st.lists(
        st.builds(
            Cell,
            source=st.text(max_size=60),
            is_code=st.booleans(),
            name=st.sampled_from(["", "setup", "price", "total", "examples", "x"]),
            role=st.sampled_from(Role),
        ),
        max_size=8,
    )
)
def test_any_notebook_gives_a_program_with_the_given_cells(cells: list[Cell]) -> None:
    found = match(STARTER, Notebook(tuple(cells)))
    assert GIVEN in [(c.name, c.source) for c in found.cells]
    assert all(c.is_code and c.role is not Role.CHECK for c in found.cells)


def test_a_notebook_of_long_texts_that_are_nearly_alike_is_matched() -> None:
    """Nothing here is timed, but it took hours once: the longest common parts are many."""
    check = "\n".join(f"assert price({n}) == {n * 1.2}, 'e e e'" for n in range(60))
    starter = (STARTER[0], STARTER[1], replace(STARTER[3], source=check))
    cells = bare(*("e " * 8_000 + str(n) for n in range(600)))
    found = match(starter, Notebook(cells))
    assert len(found.cells) == 601


def test_an_optional_cell_is_never_missed() -> None:
    starter = (*STARTER, Cell("# quote.yaml", name="quote", role=Role.OPTIONAL))
    answers = tuple(
        replace(c, source=f"{c.source}  # done") for c in STARTER if c.role is Role.ANSWER
    )
    untouched = match(starter, Notebook((*answers, starter[-1])))
    assert not [note for note in untouched.notes if "quote" in note]
    assert not [note for note in match(starter, Notebook(answers)).notes if "quote" in note]
    written = Cell("%%writefile quote.yaml\nclient: Sara", name="quote")
    assert match(starter, Notebook((*answers, written))).source("quote") == written.source
