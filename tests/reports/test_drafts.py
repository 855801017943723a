"""Translations that nobody has reviewed: flagged, plain, and shown as drafts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from konexio_cli.model.language import REQUIRED, Language
from konexio_cli.reports.catalogue import Gaps, Texts, gaps, is_draft, leaves
from konexio_cli.reports.plurals import FORMS

from .test_catalogue import MOST_WORDS, code_spans, longest_sentence, placeholders

MISTAKES = tomllib.loads(
    resources.files("konexio_cli.reports")
    .joinpath("texts", "misconceptions.toml")
    .read_text("utf-8")
)
ARABIC = {name: told["ar"] for name, told in MISTAKES.items() if "ar" in told}


@pytest.mark.parametrize("name", sorted(ARABIC))
def test_arabic_is_flagged_as_a_draft(name: str) -> None:
    assert set(ARABIC[name]) == {"text", "reviewed"}
    assert is_draft(ARABIC[name])


@pytest.mark.parametrize("name", sorted(ARABIC))
def test_arabic_is_plain(name: str) -> None:
    """No vowel signs but the one of adverbs, no Eastern digits, no Latin marks."""
    text = re.sub(r"`[^`]*`", "", ARABIC[name]["text"])
    assert re.search("[\u0621-\u064a]", text) or not re.search(r"\w", text)
    assert not re.search("[\u0640\u064c-\u0652\u0660-\u0669\u06f0-\u06f9]", text)
    assert not re.search("[,;?]", text)


def test_a_draft_says_that_it_is_one() -> None:
    sentence, note = Texts(Language.AR).misconception("boundary").split("\n")
    assert sentence == ARABIC["boundary"]["text"]
    assert note == leaves(Language.AR)["messages.draft"]


def test_other_languages_know_nothing_of_drafts() -> None:
    for language in REQUIRED:
        assert Texts(language).misconception("boundary") == MISTAKES["boundary"][language]


def test_only_what_nobody_has_reviewed_is_a_draft() -> None:
    assert is_draft({"text": "اذهب.", "reviewed": False})
    assert not is_draft({"text": "اذهب.", "reviewed": True})
    assert not is_draft("Go.")
    assert not is_draft({"what": "Go.", "next": "Stay."})


def test_gaps_are_counted_by_language() -> None:
    missing, drafts = gaps(Language.AR)
    assert drafts == len(ARABIC) + len(SENTENCES)
    untold = {key for key in EN if base(key) not in {base(one) for one in SENTENCES}}
    assert missing == len(MISTAKES) - len(ARABIC) + len({base(key) for key in untold})
    for language in REQUIRED:
        assert gaps(language) == Gaps(0, 0)


# The sentences of the program, as far as somebody has written them in Arabic.


def raw_leaves(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in tree.items():
        if isinstance(value, dict) and not isinstance(value.get("text"), str):
            yield from raw_leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def base(key: str) -> str:
    """Return the key of a sentence, whichever number it is for."""
    rest, _, form = key.rpartition(".")
    return rest if form in FORMS else key


def english(key: str) -> str:
    return EN[key] if key in EN else EN[f"{base(key)}.other"]


EN = leaves(Language.EN)
SENTENCES = {
    key: value
    for file in resources.files("konexio_cli.reports").joinpath("texts", "ar").iterdir()
    for key, value in raw_leaves(tomllib.loads(file.read_text("utf-8")))
}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_in_arabic_is_a_draft_of_an_english_one(key: str) -> None:
    told = SENTENCES[key]
    assert is_draft(told)
    assert isinstance(told, dict)
    assert placeholders(told["text"]) <= placeholders(english(key))
    assert code_spans(told["text"]) == code_spans(english(key))
    assert longest_sentence(told["text"]) <= MOST_WORDS


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_in_arabic_is_plain(key: str) -> None:
    told = SENTENCES[key]
    assert isinstance(told, dict)
    # The stroke of "بـ" stands where a name follows that our letters cannot join.
    text = re.sub(r"`[^`]*`|\{\w+\}|(?<=\b[\u0628\u0644\u0643])\u0640", "", told["text"])
    assert re.search("[\u0621-\u064a]", text) or not re.search(r"\w", text)
    assert not re.search("[\u0640\u064c-\u0652\u0660-\u0669\u06f0-\u06f9]", text)
    assert not re.search("[,;?]", text)


def test_why_python_stops_is_told_in_arabic_too() -> None:
    wanted = {key for key in EN if key.startswith(("python.", "kinds."))}
    assert len(wanted) > 150
    assert wanted <= set(SENTENCES)
