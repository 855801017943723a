"""Translations that nobody has reviewed: flagged, plain, and shown as drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from konexio_cli.model.language import REQUIRED, Language
from konexio_cli.reports.catalogue import Gaps, Texts, gaps, is_draft, leaves
from konexio_cli.reports.plurals import FORMS

from .translating import (
    MISTAKES,
    MOST_WORDS,
    code_spans,
    files,
    in_their_places,
    longest_sentence,
    nothing_wrong,
    placeholders,
    raw_leaves,
)

ARABIC = {name: told["ar"] for name, told in MISTAKES.items() if "ar" in told}
# The sentences of the program, as far as somebody has written them in Arabic.
SENTENCES = {key: value for _, tree in files(Language.AR) for key, value in raw_leaves(tree)}
EN = leaves(Language.EN)
# The stroke of "بـ" stands where a name follows that our letters cannot join.
_NOT_ARABIC = r"`[^`]*`|\{\w+\}|(?<=\b[\u0628\u0644\u0643])\u0640"


def draft_text(told: object) -> str:
    return str(told["text"]) if isinstance(told, dict) else str(told)


def not_plain(text: str) -> Iterator[str]:
    """Yield what is not plain: vowel signs but the one of adverbs, Eastern digits, Latin marks."""
    if not re.search("[\u0621-\u064a]", text) and re.search(r"\w", text):
        yield "no Arabic letter"
    if re.search("[\u0640\u064c-\u0652\u0660-\u0669\u06f0-\u06f9]", text):
        yield "a vowel sign, a stroke or an Eastern digit"
    if re.search("[,;?]", text):
        yield "a Latin mark"


def test_arabic_messages_are_flagged_as_drafts_and_plain() -> None:
    nothing_wrong(
        f"misconceptions.toml: {name}: {wrong}: {draft_text(told)}"
        for name, told in ARABIC.items()
        for wrong in (
            *(() if is_draft(told) and set(told) == {"text", "reviewed"} else ("no draft",)),
            *not_plain(re.sub(r"`[^`]*`", "", draft_text(told))),
        )
    )


def test_what_is_not_plain_is_noticed() -> None:
    assert list(not_plain("شكرا جدًا، 3.")) == []
    assert list(not_plain("3 words")) == ["no Arabic letter"]
    assert list(not_plain("…")) == []
    for text in ("شُكر", "ر\u0640", "ر ٣", "ر ۳"):
        assert list(not_plain(text)) == ["a vowel sign, a stroke or an Eastern digit"]
    for mark in ",;?":
        assert list(not_plain(f"شكرا{mark}")) == ["a Latin mark"]


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


def base(key: str) -> str:
    """Return the key of a sentence, whichever number it is for."""
    rest, _, form = key.rpartition(".")
    return rest if form in FORMS else key


def english(key: str) -> str | None:
    return EN.get(key, EN.get(f"{base(key)}.other"))


def against_english(told: object, english: str | None) -> Iterator[str]:
    """Yield what is wrong with a draft, beside the sentence that it translates."""
    text = draft_text(told)
    if not is_draft(told):
        yield "no draft"
    if english is None:
        yield "nothing that English says"
        return
    if not placeholders(text) <= placeholders(english):
        yield "facts that English does not have"
    if code_spans(text) != code_spans(english):
        yield "other code than in English"
    if longest_sentence(text) > MOST_WORDS:
        yield f"more than {MOST_WORDS} words"


def test_a_sentence_in_arabic_is_a_plain_draft_of_an_english_one() -> None:
    nothing_wrong(
        in_their_places(
            Language.AR,
            (
                (key, wrong, draft_text(told))
                for key, told in SENTENCES.items()
                for wrong in (
                    *against_english(told, english(key)),
                    *not_plain(re.sub(_NOT_ARABIC, "", draft_text(told))),
                )
            ),
        )
    )


def test_what_is_no_draft_of_the_english_one_is_noticed() -> None:
    def wrong(told: object) -> list[str]:
        return list(against_english(told, "Run `x` in {file}."))

    def draft(text: str) -> dict[str, object]:
        return {"text": text, "reviewed": False}

    assert wrong(draft("شغل `x` في {file}.")) == wrong(draft("شغل `x`.")) == []
    assert wrong("شغل `x`.") == ["no draft"]
    assert list(against_english(draft("شغل."), None)) == ["nothing that English says"]
    assert wrong(draft("شغل `x` في {folder}.")) == ["facts that English does not have"]
    assert wrong(draft("شغل `y`.")) == ["other code than in English"]
    assert wrong(draft("`x` " + "شغل " * 12)) == ["more than 12 words"]


def test_why_python_stops_is_told_in_arabic_too() -> None:
    wanted = {key for key in EN if key.startswith(("python.", "kinds."))}
    assert len(wanted) > 150
    assert wanted <= set(SENTENCES)
