"""Sentences with a number: each language has the forms that its rule can ask for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts, leaves
from konexio_cli.reports.plurals import FORMS, FORMS_OF, plural_form

# The examples that the Unicode CLDR gives for each form.
CLDR = {
    Language.EN: {"one": [1], "other": [0, 2, 3, 11, 16, 100, 1000]},
    Language.FR: {"one": [0, 1], "other": [2, 3, 11, 17, 100, 1000]},
    Language.AR: {
        "zero": [0],
        "one": [1],
        "two": [2],
        "few": [3, 10, 103, 110, 1003],
        "many": [11, 26, 99, 111, 1011],
        "other": [100, 102, 200, 202, 300, 1000],
    },
}


@pytest.mark.parametrize("language", Language)
def test_numbers_have_the_forms_that_unicode_gives_them(language: Language) -> None:
    for form, numbers in CLDR[language].items():
        assert {plural_form(language, number) for number in numbers} == {form}
    assert set(CLDR[language]) == FORMS_OF[language] <= FORMS


@given(st.sampled_from(Language), st.integers())
def test_every_number_has_a_form(language: Language, number: int) -> None:
    assert plural_form(language, number) in FORMS_OF[language]


@pytest.mark.parametrize("language", Language)
def test_sentences_have_forms_that_their_language_asks_for(language: Language) -> None:
    counted: dict[str, set[str]] = {}
    for key in leaves(language):
        rest, _, form = key.rpartition(".")
        if form in FORMS:
            counted.setdefault(rest, set()).add(form)
    wrong = {key for key, forms in counted.items() if not {"other"} <= forms <= FORMS_OF[language]}
    assert wrong == set()
    assert counted or language is Language.AR


@pytest.mark.parametrize("language", [Language.EN, Language.FR])
def test_points_and_values_stand_before_their_number(language: Language) -> None:
    """Numbers that are no whole ones have no form: no sentence may say "1 points"."""
    counted = re.compile(r"\{(\w+)\} (points|valeurs|values)\b")
    said = ((key, str(text)) for key, text in leaves(language).items())
    wrong = {
        key for key, text in said if key.rpartition(".")[2] not in FORMS and counted.search(text)
    }
    assert wrong == set()


def test_a_language_without_the_sentence_takes_the_form_of_the_one_that_has_it() -> None:
    arabic, french = Texts(Language.AR), Texts(Language.FR)
    for number in (0, 1, 2, 11):
        assert arabic.count("cohort.done", number) == french.count("cohort.done", number)
    assert arabic.count("cohort.done", 0) == french.say("cohort.done.one", number=0)


def test_a_key_without_forms_stays_visible() -> None:
    assert Texts(Language.EN).count("no.such", 2) == "no.such"
