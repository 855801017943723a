"""What a check may ask for by name."""

from __future__ import annotations

from random import Random

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.verdict import Verdict

from .conftest import Grading, notebook_of

ECHO = "def answer(x):\n    return x"


def passes(grade: Grading, answer: str, check: str, **more: object) -> bool:
    return grade(answer, check, **more).verdict is Verdict.PASSED


def test_notebook_tells_output_error_and_text(grade: Grading) -> None:
    check = (
        "def test_one(notebook):\n"
        "    assert notebook.output('main') == 'Amina\\n'\n"
        "    assert notebook.error('main') == 'ZeroDivisionError'\n"
        "    assert notebook.source('main').startswith('print')\n"
        "    assert notebook.starter('main').startswith('def')\n"
        "    assert notebook.output('no such cell') == ''\n"
    )
    assert passes(grade, "print('Amina')\n1 / 0", check)


def test_keyboard_answers_input_in_order(grade: Grading) -> None:
    check = (
        "def test_one(keyboard, printed):\n"
        "    keyboard.type('Amina', '3')\n"
        "    assert answer(0) == 'Amina' * 3\n"
        "    assert printed() == 'thank you\\n'\n"
        "    with pytest.raises(EOFError):\n        answer(0)\n"
    )
    answer = (
        "def answer(x):\n    name = input('name? ')\n    n = int(input())\n"
        "    print('thank you')\n    return name * n"
    )
    assert passes(grade, answer, check)


def test_files_are_put_and_read(grade: Grading) -> None:
    check = (
        "def test_one(files):\n"
        "    files.put('in.txt', 'é\\nb')\n"
        "    answer('in.txt')\n"
        "    assert files.text('out/o.txt') == 'É\\nB'\n"
        "    assert files.names() == ['in.txt', 'out/o.txt']\n"
    )
    answer = (
        "import pathlib\ndef answer(n):\n    t = pathlib.Path(n).read_text('utf-8')\n"
        "    pathlib.Path('out').mkdir()\n    pathlib.Path('out/o.txt').write_text(t.upper(), 'utf-8')"
    )
    assert passes(grade, answer, check)


@pytest.mark.parametrize(
    "trick",
    [
        "os.symlink('/etc/hostname', 'out.txt')",
        "os.mkfifo('out.txt')",
        "os.mkdir('out.txt')",
        "open('out.txt', 'wb').write(b'\\xff\\xfe\\xff')",
        "pass",
    ],
)
def test_a_file_that_is_none_fails_the_check(grade: Grading, trick: str) -> None:
    check = "def test_one(files):\n    answer(0)\n    files.text('out.txt')\n"
    result = grade(f"import os\ndef answer(x):\n    {trick}", check)
    # A confined room refuses some of these tricks itself: then the call is an error.
    assert result.verdict in {Verdict.FAILED, Verdict.ERROR}


def test_random_values_are_the_same_for_the_same_submission(grade: Grading) -> None:
    first = Random("g" * 64 + "s" * 64 + "test_one").random()  # noqa: S311 - a test value
    check = f"def test_one(rng):\n    assert rng.random() == {first!r}\n"
    assert passes(grade, ECHO, check)
    other = check.replace("test_one", "test_one_more")
    assert not passes(grade, ECHO, other)


def test_reference_runs_in_the_judge(grade: Grading) -> None:
    check = "def test_one(reference):\n    assert answer(3) == reference.answer(3) == 30\n"
    attempts = {"reference": "def answer(x):\n    return LIMIT * x"}
    assert passes(grade, "def answer(x):\n    return 10 * x", check, attempts=attempts)


def test_an_unknown_fixture_is_the_authors_mistake_and_is_said(grade: Grading) -> None:
    with pytest.raises(KonexioError) as caught:
        grade(notebook_of(ECHO), "def test_one(tmpdir):\n    pass\n")
    assert caught.value.code == "fixture-unknown"
