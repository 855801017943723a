"""Letters for people: one each, and no name left in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.pseudonyms import Pseudonyms, letters


@given(st.lists(st.integers(0, 20_000), unique=True))
def test_numbers_have_letters_of_their_own(numbers: list[int]) -> None:
    assert len({letters(number) for number in numbers}) == len(numbers)
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.lists(st.text(), max_size=5), st.text())
def test_any_names_and_texts_are_taken(people: list[str], text: str) -> None:
    hidden = Pseudonyms(people)
    assert len({hidden.of(one) for one in people}) == len(set(people))
    assert hidden.without_names(hidden.without_names(text)) == hidden.without_names(text)


def test_names_are_taken_out_as_words() -> None:
    hidden = Pseudonyms(["Amina Diallo", "مريم", "Lê Li", "Amina Diallo"])
    assert [hidden.of(one) for one in ("Amina Diallo", "Lê Li")] == ["A", "C"]
    told = "# by AMINA (diallo); total_of_amina, aminate, مريم Li"
    assert hidden.without_names(told) == "# by … (…); total_of_…, aminate, … Li"
