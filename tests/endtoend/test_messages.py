"""One message for each attempt, as the real command says it to a learner without graders."""

from __future__ import annotations

import pytest

from konexio_cli.errors import Exit

from .conftest import Answers, Konexio, answer, notebook_of, say

BILL = "m01/split-the-bill"
INT = {
    "en": "`/` gives a decimal number. For a whole number, use `//`.",
    "fr": "`/` donne un nombre à virgule. Pour un nombre entier, utilisez `//`.",
}


def told(work: Konexio, source: str, language: str = "en") -> list[str]:
    """Write an answer, check it, and return what is shown."""
    answer(notebook_of(work, BILL), {"share": source})
    return work.run("check", BILL, "--lang", language).out.splitlines()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_known_mistake_is_named_without_graders(
    work: Konexio, answers: Answers, language: str
) -> None:
    answer(notebook_of(work, BILL), answers(BILL, "int-division"))
    shown = work.run("check", BILL, "--lang", language).out
    assert shown.count(INT[language]) == 1
    envelope = work.run("check", BILL, "--lang", language, "--json").json
    message = envelope["data"]["message"]
    assert (message["step"], message["mistake"]) == ("behaviour", "int-division")
    assert message["text"] == INT[language]


def test_it_is_named_however_it_is_written(work: Konexio) -> None:
    own = "def split_bill(sum_of_all, friends):\n    a = sum_of_all / friends\n    b = sum_of_all % friends\n    return (a, b)"
    assert INT["en"] in told(work, own)
    assert INT["en"] not in told(work, own.replace("/ friends", "* friends"))


def test_what_python_cannot_read_is_shown_with_its_place(work: Konexio) -> None:
    shown = told(work, "def split_bill(total, people:\n    return total // people", "fr")
    place = shown.index("    def split_bill(total, people:")
    assert shown[place + 1] == "                  ^"
    assert "La parenthèse ( est ouverte, mais jamais fermée. Fermez-la." in shown


def test_an_exception_is_explained_beside_pythons_words(work: Konexio) -> None:
    shown = told(work, "def split_bill(total, people):\n    return totl // people, 0")
    assert "    In your line: return totl // people, 0" in shown
    assert "    NameError: name 'totl' is not defined" in shown
    assert "Python does not know the name totl. Did you mean total?" in shown
    assert not any("Traceback" in line for line in shown)


def test_what_passes_may_be_told_what_could_be_better(work: Konexio) -> None:
    shown = told(
        work,
        "def split_bill(total, people):\n    sum = total // people\n    return sum, total % people",
    )
    assert shown.index("It works. This line could be better:") > 0
    assert "sum is a tool of Python. Choose another name: this one is taken." in shown
    assert say("en", "check.passed") in shown


def test_an_endless_loop_is_told_by_its_line(work: Konexio) -> None:
    shown = told(work, "def split_bill(total, people):\n    while total > 0:\n        people += 1")
    assert say("en", "check.timeout", seconds=5, memory="") in " ".join(shown)
    assert "    while total > 0:" in shown


def test_there_is_one_message_at_most(work: Konexio, answers: Answers) -> None:
    source = answers(BILL, "return-print")["share"] + "\nsum = 1\nx = 1\nx == 2\ny = totl"
    shown = told(work, source)
    assert "Python does not know the name totl." in " ".join(shown)
    assert not any("`print` gives back nothing" in line or "sum is" in line for line in shown)


def test_work_whose_later_cell_stops_is_not_done(work: Konexio) -> None:
    first = "m00/first-run"
    answer(notebook_of(work, first), {"hello": 'name = "Amina"\nprint(name)\nprint(nom)'})
    done = work.run("check", first, "--lang", "fr")
    assert done.exit == Exit.NOT_YET
    assert say("fr", "check.cell_stopped") in done.out
    assert "    print(nom)" in done.out
    assert work.run("portfolio", "--json").json["data"]["entries"] == []


def test_an_unfinished_notebook_is_told_no_mistake(work: Konexio) -> None:
    message = work.run("check", BILL, "--json").json["data"]["message"]
    assert message is None
