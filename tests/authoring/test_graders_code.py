"""A grader's code: the text of each of its parts is the one that Python finds."""

from __future__ import annotations

import ast

import pytest

from konexio_cli.authoring.graders_code import Code

SOURCE = """é = 'à', 12_5  # a comment

def test_a(rng):
    assert total(
        'é', -2
    ) == '''two
lines'''
    return [f(x) for x in é]
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_part_is_the_text_that_was_written(end: str) -> None:
    source = SOURCE.replace("\n", end)
    code = Code(source)
    parts = [one for one in ast.walk(code.tree) if isinstance(one, ast.expr | ast.stmt)]
    assert len(parts) > 20
    for one in parts:
        assert code.text(one) == ast.get_source_segment(source, one)


def test_a_form_feed_ends_no_line() -> None:
    code = Code("a = 'x\fy'\nb = 2")
    assert [code.text(one) for one in code.tree.body] == ["a = 'x\fy'", "b = 2"]
