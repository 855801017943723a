"""friendly-traceback in a process of its own: it reads, never runs, and may fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.explaining.friendly import friendly_words
from konexio_cli.explaining.syntax import explained_syntax
from konexio_cli.model.language import Language


def test_a_slip_that_we_have_no_words_for_is_told_in_both_languages() -> None:
    told = friendly_words("unit price = 3")
    assert told
    assert "unit_price" in told.into(Language.EN)
    assert "unit_price" in told.into(Language.FR)
    assert told.into(Language.AR) == told.into(Language.FR) != told.into(Language.EN)
    assert explained_syntax("invalid syntax", "unit price = 3", "unit price = 3").told == told


def test_our_own_words_come_first() -> None:
    assert explained_syntax("invalid syntax", "x => 3", "x => 3").told is None


@pytest.mark.parametrize(
    "source", ["x = 3", "", "def f(x) return x return", "(" * 5_000, "x" * 20_000]
)
def test_where_it_knows_nothing_it_says_nothing(source: str) -> None:
    told = friendly_words(source)
    assert told is None or "github" not in told.into(Language.EN)


@pytest.mark.parametrize(
    "source",
    [
        "price = 3 then",  # guesses another line: "writing `price = 3` seems to fix the error"
        "x = 5 5",  # ends where a piece of code should follow
        "a + = 3",  # speaks long
    ],
)
def test_no_line_is_rewritten_and_no_sentence_is_long_or_broken_off(source: str) -> None:
    assert friendly_words(source) is None
    assert explained_syntax("invalid syntax", source, source).told is None


def test_what_is_late_is_not_said() -> None:
    assert friendly_words("unit price = 3", seconds=0.001) is None


def test_no_code_of_the_learner_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the cell nor a file beside the notebook that has a module's name."""
    monkeypatch.chdir(tmp_path)
    touch = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    for name in ("json", "ast", "friendly_traceback", "konexio_cli"):
        (tmp_path / f"{name}.py").write_text(touch)
    assert friendly_words(f"{touch}unit price = 3")
    assert not (tmp_path / "ran").exists()
