"""Sentences of briefs: their words, their lines, and what is no sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.authoring.sentences import sentences

unhurried = settings(database=None, deadline=None)
WORDS = st.lists(st.text("abcéàç", min_size=2, max_size=6), min_size=1, max_size=20)


def told(markdown: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.words, one.text) for one in sentences(markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Write it. Then run it.", [(1, 2, "Write it."), (1, 3, "Then run it.")]),
        ("Use `a + b` now.", [(1, 3, "Use `a + b` now.")]),
        ("`x` et **deux** [liens](http://a.b/c).", [(1, 4, "`x` et deux liens.")]),
        (
            "Voir https://a.b/c?d=1. Puis `x`.",
            [(1, 2, "Voir https://a.b/c?d=1."), (1, 2, "Puis `x`.")],
        ),
        ("Vraiment ? Oui !", [(1, 1, "Vraiment ?"), (1, 1, "Oui !")]),
        ("« Bonjour. » dit-elle.", [(1, 1, "« Bonjour."), (1, 1, "» dit-elle.")]),
        ("Il a 2.5 kg, p. ex. du riz.", [(1, 8, "Il a 2.5 kg, p. ex. du riz.")]),
        ("Mme Ba and Dr. J. Smith agree.", [(1, 7, "Mme Ba and Dr. J. Smith agree.")]),
        (
            "Keep these: the name, the phone.",
            [(1, 2, "Keep these:"), (1, 4, "the name, the phone.")],
        ),
        ("# A heading that is not a sentence\n\nText.", [(3, 1, "Text.")]),
        ("| a | b |\n|---|---|\n| one two | c |\n\nText.", [(5, 1, "Text.")]),
        ("```text\nA long block. Of code.\n```\n\nText.", [(5, 1, "Text.")]),
        ("    indented code\n\nText.", [(3, 1, "Text.")]),
        ("<!-- a remark -->\n\nText.", [(3, 1, "Text.")]),
        (
            "- one\n- two\n  goes on. And\n  ends.\n",
            [(1, 1, "one"), (2, 3, "two goes on."), (3, 2, "And ends.")],
        ),
        ("> She writes:\n> please help.", [(1, 2, "She writes:"), (2, 2, "please help.")]),
        ("", []),
        ("…", [(1, 0, "…")]),
        ("مرحبا بك. اكتب `x`.", [(1, 2, "مرحبا بك."), (1, 2, "اكتب `x`.")]),
    ],
)
def test_sentences(markdown: str, expected: list[tuple[int, int, str]]) -> None:
    assert told(markdown) == expected


@unhurried
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_every_sentence_is_found_on_its_line(written: list[list[str]]) -> None:
    markdown = "\n".join(" ".join(words).capitalize() + " now." for words in written)
    assert told(markdown) == [
        (number, len(words) + 1, " ".join(words).capitalize() + " now.")
        for number, words in enumerate(written, 1)
    ]


@unhurried
@given(st.text("ab.!?:…`*_[](){}<>|#-\n \t\"'«»/@:", max_size=80))
def test_any_text_gives_sentences_in_order(text: str) -> None:
    found = told(text)
    assert [line for line, _, _ in found] == sorted(line for line, _, _ in found)
    assert all(shown == " ".join(shown.split()) and words >= 0 for _, words, shown in found)
    assert sum(words for _, words, _ in found) <= len(text.split())
