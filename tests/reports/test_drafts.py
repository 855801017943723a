"""Translations that nobody has reviewed: flagged, plain, and shown as drafts."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.model.language import REQUIRED, Language
from konexio_cli.reports.catalogue import Gaps, Texts, gaps, is_draft, leaves

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
    assert re.search("[\u0621-\u064a]", text)
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
    assert gaps(Language.AR) == Gaps(len(MISTAKES) - len(ARABIC), len(ARABIC))
    for language in REQUIRED:
        assert gaps(language) == Gaps(0, 0)


FILES = {
    path.name: tomllib.loads(path.read_text("utf-8"))
    for path in Path(str(resources.files("konexio_cli.reports").joinpath("texts", "ar"))).iterdir()
}
SENTENCES, ENGLISH = leaves(Language.AR), leaves(Language.EN)


def drafts(tree: dict[str, Any]) -> bool:
    """Whether every sentence in a tree of tables is flagged as a draft."""
    return all(
        is_draft(one) or (isinstance(one, dict) and "text" not in one and drafts(one))
        for one in tree.values()
    )


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_arabic_sentence_is_flagged_as_a_draft(name: str) -> None:
    assert drafts(FILES[name])


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_an_arabic_sentence_says_the_facts_and_commands_of_the_english_one(key: str) -> None:
    text, english = SENTENCES[key], ENGLISH[key]
    pattern = re.compile(r"\{\w+\}|konexio \w+|--[a-z-]+|\b[hnq]\b(?!\()")
    assert sorted(pattern.findall(text)) == sorted(pattern.findall(english))


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_an_arabic_sentence_is_plain(key: str) -> None:
    text = re.sub(r"`[^`]*`", "", SENTENCES[key])
    assert re.search("[\u0621-\u064a]", text) or not re.search(r"\w", re.sub(r"\{\w+\}", "", text))
    assert not re.search("[\u0640\u064c-\u0652\u0660-\u0669\u06f0-\u06f9]", text)
    assert not re.search("[,;?]", text)
