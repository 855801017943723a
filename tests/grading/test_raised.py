from __future__ import annotations

import builtins

import pytest

from konexio_cli.grading.raised import ExceptionClasses, LearnerRaised

BUILTIN = [
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
]


@pytest.mark.parametrize("base", BUILTIN)
def test_every_exception_class_can_be_made_of_a_text(base: str) -> None:
    problem = ExceptionClasses().named("Mine", base)("said")
    assert isinstance(problem, LearnerRaised)
    assert isinstance(problem, Exception)
    assert str(problem) == "said"


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "<script>", "", "x" * 100_000])
def test_a_strange_name_is_no_name(name: str) -> None:
    made = ExceptionClasses().named(name, "ValueError")
    assert made.__name__ in {"ValueError", "x" * 100}


def test_a_long_text_is_cut() -> None:
    assert len(str(ExceptionClasses().named("Mine", "ValueError")("x" * 10**6))) == 2_000
