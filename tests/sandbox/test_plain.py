"""Which cells are Python from end to end, and what they show."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.sandbox.plain import plain_body, plain_program
from konexio_cli.sandbox.shell import Shell, simple_text

PLAIN = [
    *("", "# a remark", "x = 1", "x = 1\nx", "import math", "def f():\n    return 1", "print(1)"),
    *("'text'", "1\n2", "from __future__ import annotations", "for x in []:\n    ls"),
]
FOR_IPYTHON = [
    *("%cd x", "!ls", "ls", "ls -l", "cd (x)", "x?", "await f()", "async def f():\n    pass"),
    *("display(1)", "exit()\n", "get_ipython()\n1", "Out[1]\n1", "%%capture\nx", "for in x:"),
    *("import IPython\n1", "\x00", "x = !ls", "a = %time"),
]


@pytest.mark.parametrize("source", PLAIN)
def test_plain(source: str) -> None:
    assert plain_body(source, ()) is not None


@pytest.mark.parametrize("source", FOR_IPYTHON)
def test_for_ipython(source: str) -> None:
    assert plain_body(source, ()) is None


def test_one_line_names_what_cells_before_it_gave() -> None:
    assert plain_program(["def who(x):\n    return x", "who(1)"])
    assert not plain_program(["who(1)"])  # %who is a command of IPython


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
values = scalars | st.decimals() | st.lists(scalars, max_size=8) | st.lists(scalars).map(tuple)


@given(values)
def test_a_simple_text_is_what_ipython_shows(value: object) -> None:
    from IPython.core.formatters import PlainTextFormatter

    text = simple_text(value)
    if text is not None:
        assert text == PlainTextFormatter()(value)


@pytest.mark.parametrize("value", [{}, {1}, [[1]], object(), [*range(100)], [10**99], type])
def test_what_only_ipython_knows_is_left_to_it(value: object) -> None:
    assert simple_text(value) is None


def test_a_number_of_too_many_digits_is_left_to_it() -> None:
    assert simple_text(10**5_000) is None


def test_values_of_subclasses_are_not_simple() -> None:
    class Odd(Decimal):
        pass

    assert simple_text(Odd(1)) is None


def test_a_shell_runs_plain_cells_without_ipython() -> None:
    shell = Shell()
    assert shell.run("x = 20\nx + 1", [], 100) == ["", "", "21", None]
    assert shell.run("print(x)\nNone", [], 100) == ["20\n", "", "", None]
    assert shell.run("x = 1\n1 / 0", [], 100)[3] == [  # type: ignore[index]  # a list by its form
        *("ZeroDivisionError", "ZeroDivisionError", "division by zero", 2),
    ]
    assert shell._ipython is None  # noqa: SLF001 - what is tested is that nobody needed it
