"""A notebook without outputs is the same work, in the same bytes whatever was run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.packs.notebooks import parse
from konexio_cli.packs.outputs import without_outputs

CASES = Path(__file__).parents[1] / "cases" / "notebooks"
HERE = Path("x.ipynb")
IMAGE = {"output_type": "display_data", "data": {"image/png": "x" * 100_000}, "metadata": {}}


def notebook(*outputs: Any, count: int | None = None) -> bytes:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"konexio": {"name": "main", "role": "answer"}, "tags": ["t"]},
        "source": ["x = 'é \\ud800'\n"],
        "outputs": list(outputs),
        "execution_count": count,
    }
    ours = {"konexio": {"exercise": "m01/tidy-name"}, "widgets": {"state": "x" * 1000}}
    content = {"cells": [cell], "metadata": ours, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


def test_what_was_run_makes_no_difference() -> None:
    small = without_outputs(notebook(), HERE)
    assert without_outputs(notebook(IMAGE, count=7), HERE) == small
    assert len(small) < 1_000
    (cell,) = json.loads(small)["cells"]
    assert (cell["outputs"], cell["execution_count"]) == ([], None)
    assert cell["metadata"]["tags"] == ["t"]


@pytest.mark.parametrize("name", sorted(one.name for one in CASES.iterdir() if one.is_dir()))
def test_the_cells_of_any_notebook_stay(name: str) -> None:
    for path in (CASES / name).iterdir():
        body = path.read_bytes()
        try:
            before = parse(body, HERE)
        except KonexioError:
            continue
        small = without_outputs(body, HERE)
        after = parse(small, HERE)
        assert (after.cells, after.exercise, after.round) == (
            before.cells,
            before.exercise,
            before.round,
        )
        assert without_outputs(small, HERE) == small


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "worksheets", "metadata", "outputs", "source", "widgets"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@settings(deadline=None, max_examples=200)
@given(content=st.dictionaries(st.sampled_from(["cells", "worksheets", "metadata"]), JSON))
def test_any_json_is_taken_and_twice_is_as_once(content: dict[str, Any]) -> None:
    small = without_outputs(json.dumps(content).encode(), HERE)
    assert without_outputs(small, HERE) == small


def test_what_is_no_notebook_is_told() -> None:
    with pytest.raises(KonexioError) as caught:
        without_outputs(b"[]", HERE)
    assert caught.value.code == "notebook-not-one"
