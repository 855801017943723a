"""The sentences against each other: two languages that say the same, in short sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import REQUIRED, Language
from konexio_cli.reports.catalogue import Texts, is_draft, known_misconceptions, leaves

from .translating import (
    MISTAKES,
    MOST_WORDS,
    code_spans,
    commands,
    in_their_places,
    longest_sentence,
    nothing_wrong,
    placeholders,
)

EN, FR = leaves(Language.EN), leaves(Language.FR)
# Examples are commands, not sentences.
EXAMPLES = [key for key in EN if re.fullmatch(r"help\..+\.examples", key)]
SAME: dict[str, Callable[[str], object]] = {
    "facts": placeholders,
    "code": code_spans,
    "commands": commands,
    "emptiness": bool,
}


def differences(english: str, other: str) -> Iterator[str]:
    """Yield what two languages do not say alike."""
    yield from (f"other {what}" for what, of in SAME.items() if of(english) != of(other))


def test_both_languages_have_the_same_keys() -> None:
    assert set(EN) == set(FR)


def test_both_languages_say_the_same_facts_code_and_commands() -> None:
    nothing_wrong(
        in_their_places(
            Language.FR,
            (
                (key, f"{wrong} than in English", FR.get(key, ""))
                for key, english in EN.items()
                for wrong in differences(english, FR.get(key, ""))
            ),
        )
    )


def test_what_is_not_said_alike_is_noticed() -> None:
    assert list(differences("Run `x` in {file}.", "Lancez `x` dans {file}.")) == []
    assert list(differences("{a}", "{b}")) == ["other facts"]
    assert list(differences("Run `x`.", "Lancez `y`.")) == ["other code"]
    assert list(differences("Run `x` twice: `x`.", "Lancez `x`.")) == ["other code"]
    assert list(differences("Run konexio check.", "Lancez konexio hint.")) == ["other commands"]
    assert list(differences("See --jobs.", "Voir --job.")) == ["other commands"]
    assert list(differences("See.", "")) == ["other emptiness"]


def test_examples_are_the_same_in_both_languages() -> None:
    assert {key: EN[key] for key in EXAMPLES} == {key: FR[key] for key in EXAMPLES}
    lines = {line for key in EXAMPLES for line in EN[key].splitlines()}
    assert [line for line in lines if not line.startswith("konexio ")] == []


@pytest.mark.parametrize(("language", "texts"), [(Language.EN, EN), (Language.FR, FR)], ids=str)
def test_sentences_are_short(language: Language, texts: dict[str, str]) -> None:
    nothing_wrong(
        in_their_places(
            language,
            (
                (key, f"more than {MOST_WORDS} words", text)
                for key, text in texts.items()
                if key not in EXAMPLES and longest_sentence(text) > MOST_WORDS
            ),
        )
    )


def faults_of_a_mistake(told: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the message of a mistake, and the sentence."""
    if not set(REQUIRED) <= set(told) <= set(Language):
        yield "other languages than we know and need", ", ".join(told)
    texts = {key: one["text"] if isinstance(one, dict) else str(one) for key, one in told.items()}
    yield from (("a draft", texts[one]) for one in REQUIRED if one in told and is_draft(told[one]))
    for text in texts.values():
        if code_spans(text) != code_spans(texts.get(Language.EN, "")):
            yield "other code than in English", text
        if text.count("`") % 2:
            yield "a ` that nothing closes", text
        if longest_sentence(text) > MOST_WORDS:
            yield f"more than {MOST_WORDS} words", text


def test_mistakes_are_told_in_both_languages_and_perhaps_in_more() -> None:
    nothing_wrong(
        f"misconceptions.toml: {name}: {wrong}: {text}"
        for name, told in MISTAKES.items()
        for wrong, text in faults_of_a_mistake(told)
    )


def test_a_fault_of_a_mistake_is_noticed_and_all_are_shown() -> None:
    said: dict[str, object] = {"en": "Use `a`.", "fr": "Utilisez `a`."}
    cases: tuple[tuple[dict[str, object], str], ...] = (
        ({"xx": "`a`"}, "other languages than we know and need"),
        ({"fr": {"text": "Utilisez `a`.", "reviewed": False}}, "a draft"),
        ({"fr": "Utilisez `b`."}, "other code than in English"),
        ({"ar": {"text": "`b`", "reviewed": False}}, "other code than in English"),
        ({"fr": "Utilisez `a` et `."}, "a ` that nothing closes"),
        ({"fr": "`a` " + "un mot " * 6}, "more than 12 words"),
    )
    assert list(faults_of_a_mistake(said)) == []
    for more, wrong in cases:
        assert [fault for fault, _ in faults_of_a_mistake(said | more)] == [wrong]
    assert [fault for fault, _ in faults_of_a_mistake({"en": "Use `a`."})] == [
        "other languages than we know and need"
    ]
    with pytest.raises(pytest.fail.Exception, match=r"(?s)2 faults.*one.*two"):
        nothing_wrong(["one", "two"])


def test_long_sentences_are_noticed() -> None:
    assert longest_sentence("Run konexio cohort grade --out {folder}. Look at `a = b + c`.") == 4
    assert (
        longest_sentence("one two three four five six seven eight nine ten eleven twelve 13") == 13
    )
    assert longest_sentence("Did you mean {near}? Que se passe-t-il avec exactement 100 ?") == 6


def test_a_sentence_is_filled_with_harmless_facts() -> None:
    texts = Texts(Language.FR)
    assert texts.say("check.missing", name="a\x1b[2J\nb") == (
        "Le nom a<U+001B>[2J b n'existe pas dans votre notebook."
    )
    assert texts.say("errors.file-missing.what") == "Il n'y a pas de fichier {file}."
    assert texts.say("errors.file-missing.what", file="{line}") == (
        "Il n'y a pas de fichier {line}."
    )


def test_a_key_without_a_sentence_stays_visible() -> None:
    assert Texts(Language.EN).say("no.such.key") == "no.such.key"
    assert Texts(Language.EN).say("check") == "check"


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [("en", 0, "other"), ("en", 1, "one"), ("fr", 0, "one"), ("fr", 1, "one"), ("fr", 2, "other")],
)
def test_a_number_chooses_its_form(language: str, number: int, form: str) -> None:
    texts = Texts(Language(language))
    assert texts.count("pull.new", number) == texts.say(f"pull.new.{form}", number=number)


def test_arabic_falls_back_to_french() -> None:
    assert "submit.done" not in leaves(Language.AR)
    assert Texts(Language.AR).say("submit.done") == FR["submit.done"]
    assert "ar" not in MISTAKES["naive-csv"]
    assert Texts(Language.AR).misconception("naive-csv") == MISTAKES["naive-csv"]["fr"]


def test_errors_notes_and_mistakes_become_sentences() -> None:
    texts = Texts(Language.EN)
    assert texts.error(KonexioError("exercise-near", exercise="m", near="m01/x")) == (
        "There is no exercise m.",
        "Did you mean m01/x?",
    )
    assert texts.note("cell-missing:price") == "The cell price is missing."
    assert texts.misconception("not-known") == ""
    assert known_misconceptions() == set(MISTAKES)
