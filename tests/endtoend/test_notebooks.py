"""Notebooks in every state in which learners and their programs leave them."""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from .conftest import Answers, Konexio, answer, attempts, notebook_of, say

VAT = "m01/price-with-vat"


def test_a_notebook_that_is_there_is_never_written_over(work: Konexio) -> None:
    mine = notebook_of(work, VAT)
    mine.write_text("all that I have\n", "utf-8")
    notebook_of(work, "m01/tidy-name").unlink()
    pulled = work.run("pull", "--json").json["data"]
    assert pulled["new"] == ["m01/tidy-name"]
    assert VAT in pulled["kept"]
    assert mine.read_text("utf-8") == "all that I have\n"
    assert work.run("start", ".", "--name", "Other").exit == 0
    assert mine.read_text("utf-8") == "all that I have\n"


def test_a_path_alone_can_be_checked_and_leaves_nothing(
    work: Konexio, answers: Answers, tmp_path: Path
) -> None:
    copy = tmp_path / "Copie de price-with-vat (1).ipynb"
    shutil.copy(notebook_of(work, VAT), copy)
    answer(copy, answers(VAT, "reference"))
    outside = work.at(tmp_path)
    for desk in (outside, work):
        done = desk.run("check", str(copy))
        assert done.exit == 0
        assert say("en", "check.no_workspace") in done.out
    assert outside.run("submit", str(copy)).exit == 2
    assert not (tmp_path / ".konexio").exists()
    assert attempts(work) == []
    at_home = outside.run("check", str(notebook_of(work, VAT)))
    assert (at_home.exit, len(attempts(work))) == (1, 1)


@pytest.mark.parametrize("command", ["check", "submit"])
def test_the_notebook_of_another_exercise_is_not_taken_for_this_one(
    work: Konexio, command: str
) -> None:
    path = notebook_of(work, VAT)
    shutil.copy(notebook_of(work, "m01/tidy-name"), path)
    done = work.run(command, VAT)
    facts = {"file": path, "exercise": VAT, "other": "m01/tidy-name"}
    assert done.exit == 2
    assert say("en", "errors.notebook-of-another.what", **facts) in done.err.replace("\n", " ")
    assert say("en", "errors.notebook-of-another.next") in done.err
    assert attempts(work) == []


def test_an_unknown_exercise_gets_a_near_name(work: Konexio) -> None:
    for command in ("check", "hint", "submit"):
        done = work.run(command, "m01/tidy-nam", "--lang", "fr")
        assert done.exit == 2
        assert done.err.splitlines() == [
            say("fr", "errors.exercise-near.what", exercise="m01/tidy-nam"),
            f"→ {say('fr', 'errors.exercise-near.next', near='m01/tidy-name')}",
        ]
        assert work.run(command, "nothing-like-it").exit == 2
    assert work.run("hint", f"{VAT}/").exit == 0


DAMAGED = {
    "notebook-empty": b"",
    "notebook-damaged": b'{"cells": [\n{"cell_type": "co',
    "notebook-web-page": b"<!doctype html><title>Log in</title>",
    "notebook-not-one": b"[]",
    "notebook-from-future": b'{"nbformat": 7, "nbformat_minor": 0, "metadata": {}, "cells": []}',
}


def test_a_notebook_that_cannot_be_read_is_told_and_kept(work: Konexio) -> None:
    path = notebook_of(work, VAT)
    for (code, body), command in product(DAMAGED.items(), ("check", "submit")):
        path.write_bytes(body)
        done = work.run(command, VAT, "--json")
        assert done.exit == 2
        assert done.json["error"]["code"] == code
        assert str(path) in done.json["error"]["what"]
        offered = f"konexio undo {VAT}" in done.json["error"]["next"]
        assert offered == (code not in {"notebook-web-page", "notebook-from-future"})
        assert path.read_bytes() == body
    assert attempts(work) == []
    path.unlink()
    for name in (VAT, str(path)):
        gone = work.run("check", name, "--json").json["error"]
        assert (gone["code"], gone["facts"]["exercise"]) == ("notebook-missing", VAT)
        assert gone["next"] == say("en", "errors.notebook-kept.next", exercise=VAT)


# Notebooks are JSON: anything, by names.
Form: TypeAlias = dict[str, Any]


class Editor:
    """What programs and people do to the form of a notebook, without changing what it says."""

    @staticmethod
    def jupyterlab(cells: list[Form], metadata: Form) -> None:
        metadata["language_info"] = {"name": "python", "version": "3.12.1", "pygments_lexer": "x"}
        for number, cell in enumerate(cells):
            cell["id"] = f"5f2d6b{number:02d}-6d1c-4c1e-9a53-2f1f7f9f6f00"
            cell["metadata"] = {"trusted": True, "scrolled": False}
            if cell["cell_type"] == "code":
                cell["execution_count"] = number + 7
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["120\n"]}]

    @staticmethod
    def vscode(cells: list[Form], metadata: Form) -> None:
        metadata.clear()
        for cell in cells:
            del cell["id"]
            cell["metadata"] = {"vscode": {"languageId": "python"}}
            cell["source"] = "".join(cell["source"])

    @staticmethod
    def duplicated(cells: list[Form], _: Form) -> None:
        cells += [dict(cell) for cell in cells]

    @staticmethod
    def reordered(cells: list[Form], _: Form) -> None:
        given = [cell for cell in cells if cell["id"] in {"setup", "lines"}]
        rest = [cell for cell in cells if cell not in given]
        cells[:] = [*rest[-1:], *given, *rest[:-1]]

    @staticmethod
    def deleted(cells: list[Form], _: Form) -> None:
        kept = {"price", "order"}
        cells[:] = [cell for cell in cells if cell["id"] in kept]

    @staticmethod
    def extra(cells: list[Form], _: Form) -> None:
        empty: Form = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        more = ("1 / 0", "%matplotlib inline", "print('my notes')", "def")
        cells += [empty | {"source": source} for source in more]


@pytest.mark.parametrize("form", [name for name in vars(Editor) if not name.startswith("_")])
@pytest.mark.parametrize("exercise", [VAT, "m00/order-the-lines"])
def test_a_right_notebook_is_right_in_every_form(
    work: Konexio, answers: Answers, exercise: str, form: str
) -> None:
    path = notebook_of(work, exercise)
    answer(path, answers(exercise, "reference"))
    notebook = json.loads(path.read_text("utf-8"))
    getattr(Editor, form)(notebook["cells"], notebook["metadata"])
    path.write_text(json.dumps(notebook), "utf-8")
    done = work.run("check", exercise)
    assert done.exit == 0, done


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        (
            "def price_with_vat(price, vat)\n    return 1\n",
            "def price_with_vat(price, vat)",
            "Synt",
        ),
        ("def f():\n    x = 1\n   return x\n", "···return x", "IndentationError"),
        ("a = 1\nb = a / 0\n", "b = a / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_notebook_that_stops_names_the_line(
    work: Konexio, source: str, line: str, why: str
) -> None:
    answer(notebook_of(work, VAT), {"price": source})
    done = work.run("check", VAT, "--lang", "fr")
    assert done.exit == 1
    told = done.out.partition(say("fr", "check.stopped"))[2].splitlines()
    assert told[1].strip() == line
    words = next(one.strip() for one in told[2:] if one.strip(" ^"))
    assert words.startswith(why)


def test_what_a_program_prints_and_shows_steers_no_terminal(work: Konexio) -> None:
    hostile = "def price_with_vat(price, vat):\n    return '\\x1b[2J\\x1b]0;x\\x07[red]\\u202e'\n"
    answer(notebook_of(work, VAT), {"price": hostile})
    done = work.run("check", VAT)
    assert done.exit == 1
    assert "[red]" in done.out
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out)
