"""Both kinds of room: a notebook that runs in Jupyter runs here, cell by cell."""

from __future__ import annotations

import pytest

from konexio_cli.grading.interview import Interview
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.room import CellRun, Room

SECONDS = 20


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("print('salut, Zoé')", CellRun(stdout="salut, Zoé\n")),
        ("import sys\nprint('careful', file=sys.stderr)", CellRun(stderr="careful\n")),
        ("6 * 7", CellRun(displayed="42")),
        ("display(1)\ndisplay('two')\n3", CellRun(displayed="1\n'two'\n3")),
        (
            "from IPython.display import HTML\nHTML('<b>')",
            CellRun(displayed="<IPython.core.display.HTML object>"),
        ),
        ("import asyncio\nawait asyncio.sleep(0)\n'slept'", CellRun(displayed="'slept'")),
        ("%%capture heard\nprint('hidden')", CellRun()),
        ("%cd -q .\n%pwd\n1", CellRun(displayed="1")),
        ("import warnings\nwarnings.warn('old')", CellRun()),
        ("# nothing", CellRun()),
        ("", CellRun()),
    ],
)
def test_a_cell_gives_what_jupyter_shows(shared: Room, source: str, expected: CellRun) -> None:
    assert shared.run(source, SECONDS) == expected


@pytest.mark.parametrize(
    ("source", "name", "text", "line"),
    [
        ("x = 1\n1 / 0", "ZeroDivisionError", "division by zero", 2),
        ("x = 1\nfor in y:", "SyntaxError", "invalid syntax", 2),
        (
            "def f():\n  1\n 2",
            "IndentationError",
            "unindent does not match any outer indentation level",
            3,
        ),
        ("import no_such_module", "ModuleNotFoundError", "No module named 'no_such_module'", 1),
        ("def f():\n    raise KeyError('k')\n\nf()", "KeyError", "'k'", 2),
        (
            "import json\njson.loads('[')",
            "JSONDecodeError",
            "Expecting value: line 1 column 2 (char 1)",
            2,
        ),
        ("input('name? ')", "EOFError", "input() has nothing more to read", 1),
        ("raise SystemExit(1)", "SystemExit", "1", 1),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", "", 1),
        ("class Mine(ValueError):\n    pass\nraise Mine('x' * 9_999)", "Mine", "x" * 2_000, 3),
    ],
)
def test_an_error_is_told_by_name_text_and_line(
    shared: Room, source: str, name: str, text: str, line: int
) -> None:
    run = shared.run(source, SECONDS)
    assert (run.error, run.error_text, run.error_line) == (name, text, line)


def test_an_error_does_not_stop_the_next_cell(shared: Room) -> None:
    assert shared.run("before = 1\nraise ValueError\nafter = 1", SECONDS).error == "ValueError"
    assert shared.run("before", SECONDS) == CellRun(displayed="1")
    assert shared.run("after", SECONDS).error == "NameError"


@pytest.mark.parametrize("source", ["exit()", "quit()", "%exit"])
def test_an_exit_does_not_end_the_room(shared: Room, source: str) -> None:
    shared.run(source, SECONDS)
    assert shared.run("'here'", SECONDS).displayed == "'here'"


def test_a_cell_may_write_a_module_and_import_it(shared: Room) -> None:
    assert not shared.run("%%writefile prices_of_mine.py\nVAT = 20\n", SECONDS).error
    assert shared.run("import prices_of_mine\nprices_of_mine.VAT", SECONDS).displayed == "20"
    assert room_folder.read(shared.folder, "prices_of_mine.py") == b"VAT = 20\n"


def test_an_inline_chart_stays_open_for_checks(shared: Room) -> None:
    drawn = shared.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", 60)
    assert drawn.error == ""
    assert shared.run("len(plt.gcf().axes)", SECONDS).displayed == "1"


def test_the_room_starts_in_its_folder_with_its_data_only(shared: Room) -> None:
    run = shared.run("import os\n'prices.csv' in os.listdir(), os.getcwd()", SECONDS)
    assert run.displayed == repr((True, str(shared.folder.resolve())))


def test_nothing_of_ours_is_among_the_names(fresh: Room) -> None:
    run = fresh.run("[n for n in globals() if 'konexio' in n.lower() or n == 'agent']", SECONDS)
    assert run.displayed == "[]"
    Interview(fresh).get("get_ipython")
    again = fresh.run("[n for n in globals() if 'konexio' in n.lower()], In[-1]", SECONDS)
    assert again.displayed == "([], '')"


def test_a_learner_may_hide_every_name_we_could_need(fresh: Room) -> None:
    fresh.run("get_ipython = exec = eval = print = input = None\nanswer = 42", SECONDS)
    assert Interview(fresh).get("answer") == 42


def test_secrets_of_this_process_are_not_in_the_room(fresh: Room) -> None:
    run = fresh.run("import os\n[k for k in os.environ if 'PYTEST' in k or 'TOKEN' in k]", SECONDS)
    assert run.displayed == "[]"


def test_long_output_is_cut(fresh: Room) -> None:
    run = fresh.run(
        "import sys\nprint('x' * 10_000)\nprint('y' * 10_000, file=sys.stderr)\n'z' * 10_000",
        SECONDS,
    )
    assert run == CellRun("x" * 1024, "y" * 1024, "'" + "z" * 1023)


def test_many_short_outputs_are_cut(fresh: Room) -> None:
    run = fresh.run("for n in range(3_000):\n    display(n)\n    print(n)", SECONDS)
    assert len(run.stdout) == len(run.displayed) == 1024
