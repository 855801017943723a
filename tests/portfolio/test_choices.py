"""The learner decides what is shown: order, words, and what stays private."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.portfolio.choices import Choices, read_choices, write_choices

IDS = st.lists(st.sampled_from(["c1/a", "c1/b", "m01/c", "m01/d"]), max_size=6)


def test_without_a_file_everything_is_shown(tmp_path: Path) -> None:
    assert read_choices(tmp_path) == Choices()
    assert Choices().in_order(["c1/a", "c1/b"]) == ["c1/a", "c1/b"]


@given(IDS, IDS, st.lists(st.sampled_from(["c1/a", "c1/b", "m01/c"]), unique=True))
def test_the_order_is_the_learners(hidden: list[str], first: list[str], kept: list[str]) -> None:
    choices = Choices()
    for one in hidden:
        choices = choices.hide(one)
    for one in first:
        choices = choices.put_first(one)
    shown = choices.in_order(kept)
    assert sorted(shown) == sorted(set(kept) - set(hidden))
    chosen = [one for one in reversed(first) if one in shown]
    assert shown[: len(set(chosen))] == list(dict.fromkeys(chosen))
    for one in hidden:
        choices = choices.show(one)
    assert sorted(choices.in_order(kept)) == sorted(kept)


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_choices_survive_their_file(
    tmp_path_factory: pytest.TempPathFactory, about: str, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("portfolio")
    about = about.encode("utf-8", "replace").decode()
    contact = tuple(line.encode("utf-8", "replace").decode() for line in lines)
    choices = Choices(about=about, contact=contact).say("**Mine**", "c1/a").hide("c1/b")
    write_choices(folder, choices)
    assert read_choices(folder) == choices


def test_no_words_take_words_away() -> None:
    assert Choices().say("Mine", "c1/a").say("", "c1/a") == Choices()


@pytest.mark.parametrize("body", ["", "[]", '{"hidden": 3}', '{"words": {"a": []}}', "\ufeff{"])
def test_a_damaged_file_is_a_sentence(tmp_path: Path, body: str) -> None:
    (tmp_path / "choices.json").write_text(body, "utf-8")
    with pytest.raises(KonexioError, match="choices-damaged"):
        read_choices(tmp_path)


@pytest.mark.parametrize(
    ("choices", "most"),
    [
        (Choices(about="x" * 2001), 2000),
        (Choices(headline="x" * 201), 200),
        (Choices(contact=("x" * 201,)), 200),
        (Choices(words={"c1/a": "x" * 2001}), 2000),
    ],
)
def test_a_book_is_too_long_and_the_limit_is_the_fields(
    tmp_path: Path, choices: Choices, most: int
) -> None:
    with pytest.raises(KonexioError, match="words-too-long") as caught:
        write_choices(tmp_path, choices)
    assert caught.value.facts["most"] == most
    assert not (tmp_path / "choices.json").exists()


def test_half_a_character_is_no_long_text(tmp_path: Path) -> None:
    with pytest.raises(KonexioError, match="words-unreadable"):
        write_choices(tmp_path, Choices(headline="\ud800"))
    assert not (tmp_path / "choices.json").exists()
