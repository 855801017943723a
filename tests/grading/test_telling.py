"""What a visible check tells of the values that it compared."""

from __future__ import annotations

from .conftest import Grading

DOUBLE = "def test_one():\n    assert answer(4) == 8\n"


def test_visible_checks_tell_values_and_hidden_ones_do_not(grade: Grading) -> None:
    visible = "assert answer(1) == 2"
    result = grade("def answer(x):\n    return [1, 2]", DOUBLE, visible=visible)
    hidden, shown = result.outcomes
    assert hidden.detail == ""
    assert shown.detail == "assert answer(1) == 2\n[1, 2] == 2"


def test_a_percent_sign_is_told_as_it_is(grade: Grading) -> None:
    result = grade(
        "def answer(x):\n    return ['100 %']",
        DOUBLE,
        visible="assert answer(1) == ['Tout 100 %']",
    )
    outcome = next(one for one in result.outcomes if one.visible)
    assert (outcome.got, outcome.expected) == ("['100 %']", "['Tout 100 %']")
    assert "[0]: '100 %' != 'Tout 100 %'" in outcome.detail


def test_visible_detail_names_the_places_that_differ(grade: Grading) -> None:
    def detail(answer: str, expected: str) -> list[str]:
        result = grade(
            f"def answer(x):\n    return {answer}",
            DOUBLE,
            visible=f"assert answer(1) == {expected}",
        )
        return result.outcomes[-1].detail.splitlines()[2:]

    assert detail("[1, 2, 3]", "[1, 5, 3, 4]") == ["  [1]: 2 != 5", "  [3]: — != 4"]
    assert detail("{'a': 1, 'b': 2}", "{'a': 3, 'b': 2}") == ["  ['a']: 1 != 3"]
