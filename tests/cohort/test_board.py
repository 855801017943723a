"""The board without a terminal: keys judge, comments are kept, and no name is shown unasked."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from konexio_cli.cli.trainer.board_app import BoardApp
from konexio_cli.cohort.judgements import FILE, read_judgements
from konexio_cli.cohort.judging_desk import JudgingDesk
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.store import Store
from konexio_cli.errors import Exit
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .making import code_cell
from .test_judging import NOW, line

WORK = '# by Amina\nprint("[bold]no markup[/bold] \u202e")'


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """A cohort with one work: two of its goals are for people."""

    path = tmp_path / "amina" / "x.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps({"nbformat": 4, "cells": [code_cell(WORK)]}), "utf-8")
    with Store(tmp_path) as store:
        one = line()
        seen = Seen(one.learner, one.file, one.submission_sha256, NOW)
        store.see([seen])
        store.keep([(seen, one)])
    return tmp_path


def at_the_board(
    cohort: Path, act: Callable[[Pilot[None]], Awaitable[None]], *, anonymous: bool = False
) -> JudgingDesk:
    async def sit(app: BoardApp) -> None:
        async with app.run_test(size=(120, 30)) as pilot:
            await act(pilot)

    with Store(cohort) as store:
        desk = JudgingDesk(cohort, store, anonymous=anonymous)
        asyncio.run(sit(BoardApp(desk, Texts(Language.EN))))
    return desk


def shown(pilot: Pilot[None]) -> str:
    table = pilot.app.query_one(DataTable)
    cells = [str(cell) for row in range(table.row_count) for cell in table.get_row_at(row)]
    return " ".join([*cells, str(pilot.app.query_one("#work", Static).render())])


def test_keys_judge_and_go_on_to_what_is_open(graded: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert shown(pilot).count("to judge") == 2
        await pilot.press("m")
        assert pilot.app.query_one(DataTable).cursor_row == 1
        await pilot.press("n")
        assert "Met" in shown(pilot)
        assert "Not met" in shown(pilot)

    desk = at_the_board(graded, act)
    assert [(task.goal, task.said.met) for task in desk.tasks] == [("story", True), ("tone", False)]
    found = read_judgements(graded).of("amina", "c1/x", 1)
    assert [(one.goal, one.met, one.submission) for one in found] == [
        ("story", True, "ab" * 6),
        ("tone", False, "ab" * 6),
    ]


def test_a_comment_is_kept_and_stays_when_it_is_judged(graded: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("c", *"well", "space", *"done", "enter")
        assert not pilot.app.query_one(Input).has_class("open")
        assert "well done" in shown(pilot)
        await pilot.press("m")

    at_the_board(graded, act)
    (one,) = read_judgements(graded).of("amina", "c1/x", 1)
    assert (one.goal, one.met, one.comment) == ("story", True, "well done")


def test_what_learners_write_is_text_and_may_be_nobodys(graded: Path) -> None:
    async def open_eyes(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert "amina" in shown(pilot)
        assert "[bold]no markup[/bold] <U+202E>" in shown(pilot)

    async def anonymous(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert "amina" not in shown(pilot).lower()
        assert "# by …" in shown(pilot)

    at_the_board(graded, open_eyes)
    at_the_board(graded, anonymous, anonymous=True)


def test_a_file_with_a_slip_is_told_and_the_board_goes_on(graded: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        (graded / FILE).write_text("format = [", "utf-8")
        await pilot.press("m")
        await pilot.pause()
        assert shown(pilot).count("to judge") == 2

    at_the_board(graded, act)
    assert (graded / FILE).read_text("utf-8") == "format = ["


def test_without_a_terminal_there_is_no_board(graded: Path) -> None:
    words = ("-m", "konexio_cli", "cohort", "board", graded)
    done = subprocess.run(
        [sys.executable, *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == Exit.USAGE
    assert Texts(Language.EN).say("errors.board-without-terminal.what") in done.stderr
    assert not done.stdout
