"""Charts among a notebook's outputs are found; whatever else is there is no picture."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.packs.charts import charts_in
from tests.showing import a_png

HERE = Path("x.ipynb")
TEXT = base64.b64encode(a_png(4, 4)).decode()


def found(outputs: Any) -> list[bytes]:
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": outputs}
    content = {"cells": [cell, 7], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return list(charts_in(json.dumps(content).encode(), HERE))


def shown(picture: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}


def test_charts_come_in_their_order() -> None:
    other = base64.b64encode(a_png(5, 5)).decode()
    lines = [other[:20] + "\n", other[20:] + "\n"]
    assert found([shown(TEXT), {"output_type": "stream"}, shown(lines)]) == [
        a_png(4, 4),
        a_png(5, 5),
    ]


def test_what_programs_write_into_a_chart_is_left_out() -> None:
    told = base64.b64encode(a_png(4, 4, "/home/amina") + b"Amina").decode()
    assert found([shown(told)]) == [a_png(4, 4)]


def test_what_is_no_picture_or_too_much_is_left() -> None:
    large = base64.b64encode(a_png(4, 4, "x" * (1 << 20))).decode()
    half = base64.b64encode(a_png(4, 4)[:-8]).decode()
    page = base64.b64encode(b"<html>").decode()
    assert found([shown(one) for one in (page, half, "é", "!", 7, None, large)]) == []
    assert len(found([shown(TEXT)] * 40)) == 6


_ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.just(TEXT),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["data", "image/png"]), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(_ANY)
def test_any_outputs_have_an_answer(outputs: Any) -> None:
    assert all(one == a_png(4, 4) for one in found(outputs))
