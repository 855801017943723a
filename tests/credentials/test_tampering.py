"""Every row of the tamper table is refused, by its own name and in every language."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from konexio_cli.cli.shown import shown_in
from konexio_cli.cli.verify_beside import notes_beside
from konexio_cli.credentials.folder import unsigned
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.verify_page import verify_page

from .making import (
    EXERCISE,
    NOTEBOOK,
    TABLE,
    an_entry,
    sha256,
)
from .tampered import Row, World, a_world, edit_entry, examined, with_two_rounds
from .tampering import ROWS


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


def told(world: World) -> set[str]:
    """Return what is told of a portfolio whose every credential holds."""
    found = examined(world)
    assert all(one.holds for one in found), [one.against for one in found]
    return {problem.code for one in found for problem in one.told}


def test_both_rounds_are_held_against_the_credential(world: World) -> None:
    with_two_rounds(world)
    assert told(world) == set()
    assert {one.work for one in examined(world)} == {(EXERCISE, f"{EXERCISE}/round2")}
    levels = {one.opened.claim.evidence for one in examined(world) if one.opened}
    assert levels == {Evidence.TRAINER_CONFIRMED}


def test_a_first_round_that_was_done_once_more_is_told_and_no_fault(world: World) -> None:
    with_two_rounds(world)
    again = NOTEBOOK + b"\n"
    entry = replace(an_entry(), submission_sha256=sha256(again))
    Portfolio(world.folder).record(entry, again, {"clients.csv": TABLE})
    assert told(world) == {"work-earlier"}
    assert {one.work for one in examined(world)} == {(f"{EXERCISE}/round2",)}


def test_a_first_round_that_is_not_shown_is_told(world: World) -> None:
    with_two_rounds(world)
    for path in world.work.iterdir():
        if path.name == "deliverables":
            shutil.rmtree(path)
        elif path.name != "round2":
            path.unlink()
    assert told(world) == {"work-round-missing"}


def test_a_wish_that_only_the_learner_saw_is_told(world: World) -> None:
    goal = {"titles": {"en": "Sorted"}, "proof": "tests", "reached": True, "optional": True}
    edit_entry(world, goals=[goal])
    assert told(world) == {"work-own-goal"}


def test_another_version_is_told(world: World) -> None:
    edit_entry(world, pack_version="0.2.0")
    assert told(world) == {"work-version"}


def test_hidden_files_are_no_work(world: World) -> None:
    (world.work / ".DS_Store").touch()
    copies = world.work / ".ipynb_checkpoints"
    copies.mkdir()
    (copies / "x-checkpoint.ipynb").touch()
    assert told(world) == set()
    (copies / "more.pdf").touch()
    assert not any(one.holds for one in examined(world))


def test_work_that_only_its_learner_checked_needs_no_credential(world: World) -> None:
    other = replace(an_entry(), exercise="m01/price")
    Portfolio(world.folder).record(other, NOTEBOOK, {})
    assert told(world) == set()
    assert unsigned(examined(world), shown_in(world.folder).kept) == ("m01/price",)


def noted(world: World) -> list[str]:
    return list(notes_beside(world.folder, examined(world), Texts(Language.EN)))


def test_what_is_on_no_list_is_named(world: World) -> None:
    (world.folder / ".git").mkdir(exist_ok=True)
    (world.folder / "choices.json").touch()
    (world.folder / "credentials" / "verify.html").write_text(verify_page(Texts(Language.FR)))
    assert noted(world) == []
    (world.folder / "c1" / "extra.pdf").touch()
    (world.folder / "more").symlink_to(world.work)
    (world.folder / "credentials" / "verify.html").write_text("<h1>All good</h1>", "utf-8")
    named = ("credentials/verify.html", "c1/extra.pdf", "more")
    assert [next(name for name in named if name in note) for note in noted(world)] == [*named]


def test_without_any_entry_nothing_is_on_a_list(world: World) -> None:
    shutil.move(world.work, world.folder / "my-work")
    (world.folder / "my-work" / "entry.json").unlink()
    (note,) = (one for one in noted(world) if "my-work" in one)
    assert note == "No entry lists my-work. Nobody graded it."
