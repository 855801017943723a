"""Any bytes and any JSON: parse gives a notebook or a KonexioError, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Notebook, Role
from konexio_cli.packs.notebooks import parse

SETTINGS = settings(deadline=None, max_examples=200)
WORDS = [
    "cells", "worksheets", "metadata", "nbformat", "konexio", "exercise", "round", "name", "role",
    "id", "cell_type", "source", "input", "code", "text", "kernelspec", "language", "outputs",
]  # fmt: skip

# JSON may hold half a surrogate pair: texts of every character there is, and these too.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)
KEYS = st.sampled_from(WORDS) | TEXTS
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXTS
    | st.sampled_from(["code", "markdown", "heading", *Role, 1, 2, 3, 4, 5])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)
SOURCES = TEXTS | st.lists(TEXTS, max_size=3) | JSON
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JSON,
        "source": SOURCES,
        "input": SOURCES,
        "metadata": st.fixed_dictionaries({}, optional={"konexio": JSON}) | JSON,
        "id": JSON,
        "outputs": JSON,
    },
)
NOTEBOOKS = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(CELLS | JSON, max_size=4) | JSON,
        "worksheets": st.lists(
            st.fixed_dictionaries({"cells": st.lists(CELLS | JSON, max_size=3)}) | JSON, max_size=3
        ),
        "metadata": st.fixed_dictionaries({}, optional={"konexio": JSON, "kernelspec": JSON})
        | JSON,
        "nbformat": st.integers(0, 6) | JSON,
        "nbformat_minor": JSON,
    },
)
GOOD = json.dumps(
    {
        "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": ["x = 'é'\n", "y"]}],
        "metadata": {"konexio": {"exercise": "m01/tidy-name", "round": 2}},
        "nbformat": 4,
    },
    ensure_ascii=False,
)


def demand_sound(body: bytes) -> Notebook | None:
    """Parse; what comes out can be written, and says where each cell stood."""
    path = Path("x.ipynb")
    try:
        notebook = parse(body, path)
    except KonexioError as problem:
        return None if problem.facts["file"] == path else pytest.fail("another file is named")
    texts = [notebook.exercise, *notebook.notes]
    for position, cell in enumerate(notebook.cells):
        assert cell.position == position
        texts += [cell.source, cell.name]
    assert all(text.encode().decode() == text for text in texts)
    assert notebook.round in {1, 2}
    assert parse(body, Path("y")) == notebook
    return notebook


@SETTINGS
@given(st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"{", b"["]), st.binary())
def test_any_bytes(start: bytes, rest: bytes) -> None:
    demand_sound(start + rest)


@SETTINGS
@given(NOTEBOOKS | JSON)
def test_any_json(content: object) -> None:
    demand_sound(json.dumps(content).encode())


@SETTINGS
@given(
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252"]),
    st.integers(0, len(GOOD)),
    st.integers(0, 40),
    st.binary(max_size=10),
)
def test_any_damage(encoding: str, begin: int, length: int, instead: bytes) -> None:
    body = GOOD.encode(encoding)
    demand_sound(body[:begin] + instead + body[begin + length :])


@SETTINGS
@given(st.lists(st.text(max_size=30), max_size=5), st.booleans())
def test_sources_are_kept(sources: list[str], as_lines: bool) -> None:
    cells = [
        {"cell_type": "code", "source": source.splitlines(keepends=True) if as_lines else source}
        for source in sources
    ]
    notebook = demand_sound(json.dumps({"cells": cells, "nbformat": 4}).encode())
    assert notebook
    assert [cell.source for cell in notebook.cells] == sources
