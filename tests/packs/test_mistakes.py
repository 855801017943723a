"""`mistakes.json`: digests and names go in and come out; nothing else fits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.model.known import KnownAnswers
from konexio_cli.packs.mistakes import FILE, mistakes_text, read_mistakes

from .conftest import WriteExercise

SALT = "0123456789abcdef"
GOOD = {
    "format": 1,
    "salt": SALT,
    "rounds": [{"questions": ["0" * 12], "mistakes": {"a" * 16: "boundary"}}],
}
hexadecimal = st.text("0123456789abcdef", min_size=16, max_size=16)
rounds = st.lists(
    st.builds(
        KnownAnswers,
        st.just(SALT),
        st.frozensets(hexadecimal.map(lambda one: one[:12])),
        st.dictionaries(
            hexadecimal, st.sampled_from(["boundary", "percent-order", "int-division"])
        ),
    ),
    min_size=1,
    max_size=2,
).map(tuple)


def test_an_exercise_without_the_file_knows_no_mistakes(tmp_path: Path) -> None:
    assert read_mistakes(tmp_path) == ()
    assert mistakes_text([KnownAnswers(SALT), KnownAnswers(SALT)]) == ""


@settings(database=None, deadline=None)
@given(rounds)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, known: tuple[KnownAnswers, ...]
) -> None:
    text = mistakes_text(known)
    if text:
        folder = tmp_path_factory.mktemp("exercise")
        (folder / FILE).write_text(text, "utf-8")
        assert read_mistakes(folder) == known
        assert mistakes_text(read_mistakes(folder)) == text


def changed(**keys: object) -> str:
    return json.dumps(GOOD | keys)


def in_round(**keys: object) -> str:
    return changed(rounds=[GOOD["rounds"][0] | keys])  # type: ignore[index]  # a dict of lists


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 5_000,
        changed(format=2),
        changed(rounds=[]),
        changed(note="answer(4) == 9"),
        in_round(answers=["9"]),
        in_round(questions=["answer(4) == 9"]),
        in_round(mistakes={"9": "boundary"}),
        in_round(mistakes={"a" * 16: "It must be 9."}),
    ],
)
def test_anything_but_digests_and_names_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(KonexioError) as caught:
        read_mistakes(tmp_path)
    assert caught.value.code == "mistakes-broken"
    assert caught.value.facts["file"] == tmp_path / FILE


def test_an_exercise_reads_its_file(write_exercise: WriteExercise) -> None:
    from konexio_cli.packs.exercises import practice_grader, read_exercise

    files: dict[str, Any] = {FILE: json.dumps(GOOD)}
    exercise = read_exercise(write_exercise(**files), "m01/add")
    assert exercise.known == (KnownAnswers(SALT, frozenset({"0" * 12}), {"a" * 16: "boundary"}),)
    assert practice_grader(exercise).known == exercise.known
