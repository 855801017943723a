"""The demonstration finds the graders of its clone, wherever it is run."""

from __future__ import annotations

from pathlib import Path

from konexio_cli.cli.demo import graders_near

EXERCISE = "m01/price-with-vat"


def test_the_graders_of_the_clone_are_found_from_elsewhere(tmp_path: Path) -> None:
    clone, elsewhere = tmp_path / "clone", tmp_path / "elsewhere"
    (elsewhere / "graders").mkdir(parents=True)
    installed = clone / ".venv/lib/python3/site-packages/konexio_cli/packs/embedded"
    for ours in (clone / "exercises", installed):
        ours.mkdir(parents=True)
        assert graders_near(None, elsewhere, ours) is None
    (clone / "graders" / EXERCISE).mkdir(parents=True)
    for ours in (clone / "exercises", installed):
        assert graders_near(None, elsewhere, ours) == clone / "graders"
    assert graders_near(elsewhere / "graders", clone, clone / "exercises") is None
    (elsewhere / "graders" / EXERCISE).mkdir(parents=True)
    assert graders_near(None, elsewhere, clone / "exercises") == elsewhere / "graders"
