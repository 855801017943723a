"""Every row of the tamper table is refused, by its own name and in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .making import EXERCISE, TABLE, sha256
from .tampering import ROWS, Row, World, a_world, edit_entry, examined


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_world(tmp_path)


def test_the_good_one_holds_in_every_form(world: World) -> None:
    found = examined(world)
    assert [Path(one.file).suffix for one in found] == [".json", ".jwt", ".svg"]
    assert all(one.holds and one.work and not one.beyond for one in found)
    assert len({one.opened.claim.id for one in found if one.opened}) == 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_was_tampered_with_is_refused_by_name(world: World, row: Row) -> None:
    row.tamper(world)
    found = examined(world)
    assert row.code in {problem.code for one in found for problem in one.against}
    assert not all(one.holds for one in found)


@pytest.mark.parametrize("code", sorted({row.code for row in ROWS}))
@pytest.mark.parametrize("language", Language)
def test_every_refusal_has_its_sentence(language: Language, code: str) -> None:
    said = Texts(language).say(f"errors.{code}.what")
    assert said not in {f"errors.{code}.what", ""}
    others = {Texts(language).say(f"errors.{row.code}.what") for row in ROWS if row.code != code}
    assert said not in others


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 20
    assert len({row.what for row in ROWS}) == len(ROWS)


def test_without_a_pinned_issuer_nothing_holds_and_nothing_is_refused(world: World) -> None:
    world.pinned = ()
    assert all(not one.holds and not one.known and not one.against for one in examined(world))


def test_files_that_nobody_graded_are_told_apart(world: World) -> None:
    (world.work / "deliverables" / "notes.txt").write_bytes(TABLE)
    files = {"deliverables/notes.txt": sha256(TABLE), "deliverables/clients.csv": sha256(TABLE)}
    edit_entry(world, files=files)
    assert {one.beyond for one in examined(world)} == {(f"{EXERCISE}/deliverables/notes.txt",)}
    assert all(one.holds for one in examined(world))
