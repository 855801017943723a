"""What a hand types, as the letters that are meant."""

from __future__ import annotations

import pytest

from konexio_cli.cli.learner.watching.keys import letters


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("h", "h"),
        ("N", "n"),
        ("hq", "hq"),
        ("\x1b[A", ""),
        ("\x1bOh", ""),
        ("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER ALEF MAKSURA}", "hn"),
        ("\N{ARABIC LETTER DAD}\N{ARABIC LETTER AIN}", "qu"),
        ("", ""),
    ],
)
def test_letters(typed: str, meant: str) -> None:
    assert letters(typed) == meant
