"""The sentences against each other: two languages that say the same, in short sentences."""

from __future__ import annotations

import re
import string
import tomllib
from collections import Counter
from importlib import resources

import pytest

from konexio_cli.cli.main import COMMANDS, GROUPS
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import REQUIRED, Language
from konexio_cli.reports.catalogue import Texts, is_draft, known_misconceptions, leaves

MOST_WORDS = 12
EN, FR = leaves(Language.EN), leaves(Language.FR)
# Examples are commands, not sentences.
EXAMPLES = [key for key in EN if re.fullmatch(r"help\..+\.examples", key)]
SENTENCES = [
    pytest.param(text, id=f"{language}-{key}")
    for language, texts in (("en", EN), ("fr", FR))
    for key, text in texts.items()
    if key not in EXAMPLES
]
MISTAKES = tomllib.loads(
    resources.files("konexio_cli.reports")
    .joinpath("texts", "misconceptions.toml")
    .read_text("utf-8")
)

_NAMES = "|".join([*GROUPS, *(name for name, _ in COMMANDS)])
_INNER = "|".join(name for commands in GROUPS.values() for name, _ in commands)
_COMMAND = re.compile(rf"konexio(?: (?:{_NAMES})\b(?: (?:{_INNER})\b)?)?|--[a-z-]+")
_CODE = re.compile(r"`[^`]*`")
_END = re.compile(r"[.?!:؟](?=\s|$)")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def code_spans(text: str) -> Counter[str]:
    return Counter(_CODE.findall(text))


def commands(text: str) -> Counter[str]:
    return Counter(_COMMAND.findall(text))


def longest_sentence(text: str) -> int:
    """Return its number of words; code, a placeholder and a command are one word each."""
    short = _COMMAND.sub("X", re.sub(r"\{\w+\}", "X", _CODE.sub("X", text)))
    return max(
        sum(any(map(str.isalnum, word)) for word in sentence.split())
        for sentence in _END.split(short)
    )


def test_both_languages_have_the_same_keys() -> None:
    assert set(EN) == set(FR)


@pytest.mark.parametrize("key", sorted(EN))
def test_both_languages_say_the_same_facts_code_and_commands(key: str) -> None:
    english, french = EN[key], FR.get(key, "")
    assert placeholders(english) == placeholders(french)
    assert code_spans(english) == code_spans(french)
    assert commands(english) == commands(french)
    assert bool(english) == bool(french)


@pytest.mark.parametrize("key", EXAMPLES)
def test_examples_are_the_same_in_both_languages(key: str) -> None:
    assert EN[key] == FR[key]
    assert all(line.startswith("konexio ") for line in EN[key].splitlines())


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_are_short(text: str) -> None:
    assert longest_sentence(text) <= MOST_WORDS


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_mistakes_are_told_in_both_languages_and_perhaps_in_more(name: str) -> None:
    told = MISTAKES[name]
    assert set(REQUIRED) <= set(told) <= set(Language)
    assert not any(is_draft(told[language]) for language in REQUIRED)
    texts = [one if isinstance(one, str) else one["text"] for one in told.values()]
    for text in texts:
        assert code_spans(text) == code_spans(told["en"])
        assert text.count("`") % 2 == 0
        assert longest_sentence(text) <= MOST_WORDS


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
