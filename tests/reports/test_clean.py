from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.reports.clean import one_line, plain

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

# Unicode's Bidi_Control property: what makes a reader see another order than is there.
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u200b\u2060\ufeff\u00ad\u180e\U000e0041\U000e007f"
# Every control character and surrogate as well, more often than chance would.
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        st.sampled_from("\x1b\r\n\t\x7f\x9b\u2028\ufffe" + BIDI + INVISIBLE),
    )
)


@unhurried
@given(HOSTILE)
def test_nothing_is_left_that_steers_a_terminal_or_reorders_text(text: str) -> None:
    for character in plain(text):
        assert character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
        assert character not in BIDI + INVISIBLE


@unhurried
@given(st.text(st.one_of(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]),
                         st.sampled_from("\n\t\u200c\u200d"))))  # fmt: skip
def test_letters_of_all_scripts_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    ["مرحبا بكم", "می‌خواهم", "Zoë Ngũgĩ", "क्षत्रिय", "陳大文", "👩‍💻", "É" + "\u0301", "a\tb\nc"],
)
def test_names_and_greetings_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("total\rpaid", "total<U+000D>paid"),
        ("gpj\u202e.exe", "gpj<U+202E>.exe"),
        ("\ud800", "<U+D800>"),
        ("a\u2028b", "a<U+2028>b"),
        ("\uffff", "<U+FFFF>"),
    ],
)
def test_what_deceives_is_shown_by_its_code(text: str, shown: str) -> None:
    assert plain(text) == shown


@unhurried
@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)


@unhurried
@given(HOSTILE)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not {"\n", "\t"} & set(line)


@unhurried
@given(HOSTILE)
def test_clean_text_can_be_written_as_utf8(text: str) -> None:
    assert plain(text).encode().decode() == plain(text)


def test_lines_are_joined_by_spaces() -> None:
    assert one_line("two\n  lines\tand a tab\n") == "two lines and a tab"
    assert one_line("one  line") == "one  line"
