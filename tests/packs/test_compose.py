"""The notebook a learner receives: valid, empty of outputs, and theirs from then on."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Goal, Kind, Round
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.packs.compose import add_round, compose, fill_in
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.notebooks import parse

COURSE = Path(__file__).parents[2] / "exercises"
LABELS = {Role.GIVEN: "This cell is given.", Role.ANSWER: "Write here.", Role.CHECK: "Examples."}


def text_of(**texts: str) -> Translated:
    return Translated({Language(key): text for key, text in texts.items()})


FIRST = Round(
    1,
    text_of(en="Add two.", fr="Additionnez.", ar="اجمع رقمين."),
    (),
    (Cell("import csv", name="setup", role=Role.GIVEN), Cell("...", name="add", role=Role.ANSWER)),
)
SECOND = Round(
    2,
    text_of(en="Add three.", fr="Additionnez encore."),
    (),
    (Cell("assert add(1, 2, 3) == 6", name="three", role=Role.CHECK),),
)
EXERCISE = Exercise(
    id="c1/add",
    kind=Kind.TASK,
    title=text_of(en="Add", fr="Additionner", ar="الجمع"),
    skills=("arithmetic",),
    minutes=10,
    difficulty=1,
    goals=(Goal("sum", 1, text_of(en="The sum")),),
    rounds=(FIRST, SECOND),
)


def validate(text: str) -> None:
    content = json.loads(text)
    nbformat.validate(content)
    assert all(cell["outputs"] == [] for cell in content["cells"] if cell["cell_type"] == "code")
    assert all(cell.get("execution_count") is None for cell in content["cells"])
    text.encode()


@pytest.mark.parametrize("language", [Language.EN, Language.FR])
@pytest.mark.parametrize("name", read_course(COURSE).exercises)
def test_exercise_of_the_course(name: str, language: Language) -> None:
    exercise = read_exercise(COURSE, name)
    text = compose(exercise, language, LABELS)
    for number in range(1, len(exercise.rounds) + 1):
        if number > 1:
            text = add_round(text.encode(), exercise, language, LABELS)
        validate(text)
        notebook = parse(text.encode(), Path("x.ipynb"))
        assert (notebook.exercise, notebook.round, notebook.notes) == (name, number, ())
        composed = [(c.name, c.role, c.source) for c in notebook.cells if c.is_code]
        assert composed == [(c.name, c.role, c.source) for c in exercise.starter(number)]
        assert all(cell.role is Role.BRIEF for cell in notebook.cells if not cell.is_code)


@pytest.mark.parametrize("language", Language)
def test_brief_comes_first_in_the_language(language: Language) -> None:
    brief = json.loads(compose(EXERCISE, language, {}))["cells"][0]
    text = "".join(brief["source"])
    assert brief["cell_type"] == "markdown"
    assert f"# {EXERCISE.title.into(language)}\n\n{FIRST.brief.into(language)}" in text
    assert text.startswith('<div dir="rtl">\n\n') == (language is Language.AR)
    assert text.endswith("\n\n</div>") == (language is Language.AR)


def test_text_that_is_not_translated_stays_left_to_right() -> None:
    text = add_round(b'{"cells": []}', EXERCISE, Language.AR, {Role.CHECK: "أمثلة"})
    brief, label, _ = json.loads(text)["cells"]
    assert "".join(brief["source"]) == "Additionnez encore."
    assert label["source"][0] == '<div dir="rtl">\n'


def test_labels_stand_above_their_cells() -> None:
    cells = json.loads(compose(EXERCISE, Language.EN, LABELS))["cells"]
    assert [cell["id"] for cell in cells] == ["brief", "label-setup", "setup", "label-add", "add"]


SOURCES = st.text(st.characters(exclude_categories=()), max_size=30)
CELLS = st.lists(
    st.fixed_dictionaries(
        {
            "cell_type": st.sampled_from(["code", "markdown", "raw"]),
            "metadata": st.dictionaries(
                SOURCES, st.none() | st.booleans() | st.integers() | st.floats() | SOURCES
            ),
            "source": SOURCES | st.lists(SOURCES, max_size=3),
        }
    ),
    max_size=4,
)


@settings(deadline=None)
@given(CELLS, st.integers(0, 5))
def test_round_two_keeps_every_cell(cells: list[dict[str, object]], minor: int) -> None:
    mine = {"cells": cells, "metadata": {"mine": 1}, "nbformat": 4, "nbformat_minor": minor}
    body = json.dumps(mine).encode()
    text = add_round(body, EXERCISE, Language.FR, LABELS)
    assert text.encode().decode() == text
    after = json.loads(text)
    kept, added = after["cells"][: len(cells)], after["cells"][len(cells) :]
    assert [json.dumps(one) for one in kept] == [json.dumps(one) for one in cells]
    assert len(added) == 3
    assert all(("id" in cell) == (minor == 5) for cell in added)
    assert after["metadata"] == {"mine": 1, "konexio": {"exercise": "c1/add", "round": 2}}
    notebook = parse(text.encode(), Path("x.ipynb"))
    assert (notebook.cells[-1].name, notebook.cells[-1].role) == ("three", Role.CHECK)


@pytest.mark.parametrize("minor", range(6))
def test_round_two_is_valid_in_every_minor_format(minor: int) -> None:
    content = json.loads(compose(EXERCISE, Language.EN, LABELS)) | {"nbformat_minor": minor}
    if minor < 5:
        for cell in content["cells"]:
            del cell["id"]
    validate(add_round(json.dumps(content).encode(), EXERCISE, Language.EN, LABELS))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_round_two_of_a_file_in_another_encoding(encoding: str) -> None:
    body = '{"cells": [{"source": "é"}], "nbformat": 4}'.encode(encoding)
    text = add_round(body, EXERCISE, Language.EN, LABELS)
    assert json.loads(text)["cells"][0] == {"source": "é"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "notebook-empty"),
        (b"<html>", "notebook-web-page"),
        (b"{", "notebook-damaged"),
        (b"[]", "notebook-not-one"),
        (b"{}", "notebook-not-one"),
        (b'{"cells": "x"}', "notebook-not-one"),
        (b'{"cells": {}}', "notebook-not-one"),
        (b'{"cells": [], "metadata": null}', "notebook-not-one"),
    ],
)
def test_round_two_of_no_notebook(body: bytes, code: str) -> None:
    with pytest.raises(KonexioError) as caught:
        add_round(body, EXERCISE, Language.EN, LABELS)
    assert (caught.value.code, caught.value.facts["file"]) == (code, Path("add.ipynb"))


@pytest.mark.parametrize("depth", range(100, 1_200, 50))
def test_round_two_of_deep_outputs(depth: int) -> None:
    # What can just be read cannot always be written: no more than an error comes of it.
    body = b'{"cells": [' + b"[" * depth + b"]" * depth + b"]}"
    try:
        text = add_round(body, EXERCISE, Language.EN, LABELS)
    except KonexioError as problem:
        text = problem.code
    assert text == "notebook-damaged" or len(json.loads(text)["cells"]) == 4


def test_answers_filled_in() -> None:
    text = fill_in(compose(EXERCISE, Language.EN, LABELS), {"add": "x = 1\ny = 2", "other": "no"})
    validate(text)
    notebook = parse(text.encode(), Path("x.ipynb"))
    assert [c.source for c in notebook.cells if c.is_code] == ["import csv", "x = 1\ny = 2"]
