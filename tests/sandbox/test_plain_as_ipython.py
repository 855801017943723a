"""Cells that run without IPython print, display and raise what they do with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.forked import ForkedRooms
from konexio_cli.sandbox.plain import plain_program
from konexio_cli.sandbox.room import CellRun, Nature, Room

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forked rooms")

Both = tuple[Room, Room]

# Each is a notebook of one cell or more.
CELLS = [
    *("1", "x = 2\nx", "None", "'a'\n'b'", "[1, 2]", "(1,)", "()", "{}", "{1: 'a'}", "{1, 2}"),
    *("x = set()\nx", "list(range(100))", "[[1, 2], [3, [4]]]", "1.0\n2.5e300", "float('nan')"),
    *("b'x'", "'x' * 200\n", "'é\\n'", "[1, 'x' * 80]\n", "frozenset({1})", "1 + 2j", "...", "10**5000\n"),
    *("from decimal import Decimal\nDecimal('1.50')", "x = {'b': 1, 'a': [1, 2]}\nx", "range(3)\n"),
    *("x = 1;", "x = 1\nx;", "1;", "x = 5\nx; # a remark", "x = 5\nx;\n# a remark", "x = 5; x"),
    *("if True:\n    5", "for i in range(3):\n    i", "x = 1\nx if x else 2", "x = 1\nprint", "lambda: 1"),
    *("a = b = 1\na, b", "'doc'", "1,", "x = 1\n'a' 'b'", "def f():\n    '''doc'''\n", "x: int = 1\nx"),
    *("x = 1\n__name__", "x = 1\nprint(__name__ == '__main__')", "import __main__\nx = 3\n__main__.x"),
    *("print(1)\nprint(2)", "print('a', end='')\nprint('b', flush=True)", "print(1) or 5\n"),
    *("import sys\nprint(1, file=sys.stderr)", "import sys\nsys.stdout.write('a')", "x = input()\nx"),
    *("import sys\nprint(sys.stdin.read())", "import logging\nlogging.warning('w')", "import this"),
    *("raise SystemExit", "x = 1\nraise SystemExit(3)", "raise SystemExit('bye')\n"),
    *("raise KeyboardInterrupt\n", "x = 1\n1 / 0\n", "def f():\n    return 1 / 0\n\nf()", "def f(): f()\nf()"),
    *("x = 1\nassert False, 'no'", "x = 1\nassert 1 == 2", "x = 1\nraise ValueError('a\\nb')"),
    *("class E(Exception):\n    pass\nraise E('x')", "x = 1\nmissing", "int('x')\n", "x = 1\ndel x\nx"),
    *("x = 1\nreturn x", "x = 1\nyield 1", "def f():\n    nonlocal zz", "x = 1\nbreak", "x = 1\n*x"),
    *("class A:\n    def __repr__(self):\n        return 'me'\nA()", "class A:\n    pass\nA"),
    "class A:\n    def __repr__(self):\n        raise ValueError('no')\nA()",
    *("x = 1\r\nx\r\n", "x = 1\n\nx\n\n", "# a remark\nx = 1\nx # another", "x = 1\n\x0cx"),
    *("x = 1\nx is 1", "'\\d'", "x = 1\n'\\d'", "import warnings\nwarnings.warn('x')", "x = 1\n0if x else 2"),
    *("import inspect\ndef f():\n    return 1\ninspect.getsource(f)", "x = 1\nexec('y = 2')\ny"),
    *("import numpy as np\nnp.ones(3)", "import pandas as pd\npd.DataFrame({'a': [1]})"),
    *("import numpy as np\nnp.float64(2)", "import os\nos.getcwd()", "open('a.txt').read()"),
]  # fmt: skip
NOTEBOOKS = [
    ("from __future__ import annotations", "def f(x: nothing):\n    return x\nf.__annotations__"),
    ("x = 1", "x"),
    ("x = 1", "x + 1\n"),
    ("x = [1]", "x.append(2)\nx", "x[0]\n"),
    ("def who(x):\n    return x", "who(1)"),
    ("def f():\n    return 1 / 0\n", "\n\nf()"),
    ("a = 5\nb = 2", "a %b\n"),
    ("def g():\n    return 2\n", "import inspect\ninspect.getsource(g)"),
    ("raise ValueError", "x = 1\nx"),
    ("x = 2\nraise SystemExit", "x = 1\nx"),
    ("class A:\n    n = 1", "A.n += 1\nA.n"),
]


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    """A room that runs plain cells without IPython, and one that runs them with it."""
    rooms = ForkedRooms(("numpy", "pandas"))
    files = {"a.txt": b"hello\n"}
    plain = rooms.open(files, Limits(), Nature(plain=True))
    full = rooms.open(files, Limits())
    full.run("get_ipython()\nNone", 60)
    yield plain, full
    for room in (plain, full):
        room.close()
    rooms.close()


def ran(room: Room, cells: tuple[str, ...]) -> list[CellRun]:
    with room.branch() as branch:
        return [branch.run(source, 60) for source in cells]


def demand_same(both: Both, cells: tuple[str, ...]) -> None:
    plain, full = both
    assert ran(plain, cells) == ran(full, cells)


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell(both: Both, cell: str) -> None:
    # One line alone may be a command of IPython's.
    plain = cell if plain_program([cell]) else f"pass\n{cell}"
    assert plain_program([plain])
    demand_same(both, (plain,))


@pytest.mark.parametrize("cells", NOTEBOOKS, ids=lambda cells: cells[-1])
def test_a_notebook(both: Both, cells: tuple[str, ...]) -> None:
    plain = tuple(cell if plain_program([cell]) else f"pass\n{cell}" for cell in cells)
    assert plain_program(plain)
    demand_same(both, plain)


atoms = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=90)
    | st.binary(max_size=40)
    | st.decimals().map(lambda number: Decimal(str(number)))
    | st.complex_numbers()
)
values = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=12)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=6)
        | st.frozensets(st.integers() | st.text(max_size=9), max_size=5)
    ),
    max_leaves=25,
)
few = settings(database=None, deadline=None, max_examples=60)


@few
@given(values)
def test_any_value(both: Both, value: object) -> None:
    start = "from decimal import Decimal\nnan, inf = float('nan'), float('inf')\n"
    cell = start + repr(value)
    assume(plain_program([cell]))
    demand_same(both, (cell,))


# Lines that learners write, right and wrong, one below the other in any order.
LINES = st.sampled_from(
    [
        *("x = 1", "x", "x = x + 1", "y = [x, 'a']", "y", "y.append(x)", "print(x)", "1 / x", "x -= 1"),
        *("def f(n):\n    return n * 2", "f(x)", "f('a')", "f", "for n in y:\n    print(n)", "del x"),
        *("if x:\n    x\nelse:\n    y", "assert x == 2, 'not two'", "raise ValueError(x)", "# a remark"),
        *("x;", "x, y", "'text'", "", "import math", "math.sqrt(x)", "from __future__ import division"),
        *("try:\n    missing\nexcept NameError as problem:\n    problem", "lambda: x", "x == y", "not x"),
        *("while x < 3:\n    x += 1", "with open('a.txt') as file:\n    text = file.read()", "text"),
        *("class A:\n    def __init__(self):\n        self.x = 1", "A().x", "return x", "{x: y}"),
    ]
)  # fmt: skip


@few
@given(st.lists(st.lists(LINES, min_size=1, max_size=5).map("\n".join), min_size=1, max_size=4))
def test_any_notebook(both: Both, cells: list[str]) -> None:
    # IPython leaves out blank lines at the start, and so tells another number of a line.
    notebook = tuple(cell.lstrip("\n") for cell in cells)
    assume(plain_program(notebook))
    demand_same(both, notebook)
