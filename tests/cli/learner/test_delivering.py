"""Files that cannot be kept, or not be printed, are named to their learner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from konexio_cli.cli.learner.delivering import badly_named, deliverables_of
from konexio_cli.cli.learner.papers import papers_in, unreadable_in
from konexio_cli.packs.exercises import read_exercise
from tests.showing import ROOT, TASK, a_showcase


def test_a_name_that_not_every_system_keeps_is_named(tmp_path: Path) -> None:
    for name in ("a<b>.csv", "fine.csv", ".hidden", "mine.yours.csv"):
        (tmp_path / name).write_text("a\n")
    task, notebook = read_exercise(ROOT, TASK), tmp_path / "n.ipynb"
    assert [name for name, _ in deliverables_of(task, notebook)] == ["fine.csv"]
    assert [*badly_named(task, notebook)] == ["a<b>.csv"]
    assert [*badly_named(read_exercise(ROOT, "m01/tidy-name"), notebook)] == []
    assert [*badly_named(task, tmp_path / "nowhere" / "n.ipynb")] == []


@pytest.mark.parametrize("body", ["client: [", "client: Sara\n", ""])
def test_a_form_without_a_sheet_is_named_once_with_the_reason(tmp_path: Path, body: str) -> None:
    shown = a_showcase(tmp_path)
    assert [*unreadable_in(shown)] == []
    (piece,) = (one for one in shown.pieces if one.exercise == TASK)
    for one in piece.rounds:
        for file in one.files:
            if file.name == "papers/quote.yaml":
                file.path.write_text(body, "utf-8")
    alone = replace(shown, pieces=(piece,))
    ((exercise, file, problem),) = unreadable_in(alone)
    assert (exercise, file.name) == (TASK, "papers/quote.yaml")
    assert problem.code.startswith("document-")
    assert not [path for path in papers_in(alone) if path.name == "quote.yaml"]
