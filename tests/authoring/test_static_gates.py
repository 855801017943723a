"""The gates that read files only: places of one machine, weight, links, reading level."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.authoring.budget import MOST_PACK_BYTES, pack_weight
from konexio_cli.authoring.client_view import client_view
from konexio_cli.authoring.findings import Severity
from konexio_cli.authoring.links import CourseLinks
from konexio_cli.authoring.paths import paths
from konexio_cli.authoring.reading import MOST_WORDS, reading
from konexio_cli.model.exercise import Goal, Kind
from konexio_cli.model.language import Language, Translated
from konexio_cli.packs.exercises import read_exercise, read_pack
from tests.books import EXERCISES

unhurried = settings(database=None, deadline=None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("open('/home/amina/prices.csv')", "/home/amina/prices.csv"),
        ("see /Users/amina/x", "/Users/amina/x"),
        ("%cd /content/drive/MyDrive", "/content/drive/MyDrive"),
        (r"C:\Users\amina\photo.png", r"C:\Users\amina\photo.png"),
        ("D:/work/prices.csv", "D:/work/prices.csv"),
        ("[it](file:///tmp/x.html)", "file:///tmp/x.html"),
        ("GET /prices?page=2", ""),
        ("https://example.org/home/amina", ""),
        ("prices/home/amina.csv", ""),
        ("a and/or b, 1/2, n/a", ""),
        ("Note: A:B, 12:30", ""),
        ("/home", ""),
    ],
)
def test_places_of_one_machine(tmp_path: Path, text: str, found: str) -> None:
    (tmp_path / "p1" / "x").mkdir(parents=True)
    (tmp_path / "p1" / "x" / "brief.en.md").write_text(f"First.\n{text}\n", "utf-8")
    told = [one for one in paths("p1/x", tmp_path) if one.problem]
    assert [one.facts["path"] for one in told] == [found] * bool(found)
    assert all(one.facts["line"] == 2 and one.severity is Severity.WARNING for one in told)


def test_data_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "p1" / "x" / "data").mkdir(parents=True)
    (tmp_path / "p1" / "x" / "data" / "a.png").write_bytes(b"\x89PNG\r\n/home/amina/x\xff")
    assert [one.problem for one in paths("p1/x", tmp_path)] == [""]


@pytest.mark.parametrize(("size", "problem"), [(0, ""), (1, "pack-heavy")])
def test_a_pack_has_a_weight(tmp_path: Path, size: int, problem: str) -> None:
    (tmp_path / "p1" / "x").mkdir(parents=True)
    (tmp_path / "p1" / "pack.toml").write_bytes(b"a")
    (tmp_path / "p1" / "x" / "data.csv").write_bytes(b"a" * (MOST_PACK_BYTES - 1 + size))
    (only,) = pack_weight("p1", tmp_path)
    assert (only.problem, only.severity) == (problem, Severity.ERROR)


def test_a_long_sentence_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "p1" / "x" / "round2").mkdir(parents=True)
    fits = "Un " + "mot " * (MOST_WORDS - 2) + "ici."
    text = f"---\ntranslates: 0123456789ab\n---\nUn mot.\n{fits} Un {fits}\n"
    (tmp_path / "p1" / "x" / "round2" / "brief.fr.md").write_text(text, "utf-8")
    long, good = reading("p1/x", tmp_path)
    assert (long.problem, long.severity) == ("sentence-long", Severity.WARNING)
    assert (long.facts["line"], long.facts["words"]) == (5, MOST_WORDS + 1)
    assert long.facts["sentence"] == f"Un {fits}"
    assert good.problem == ""


def problems(required: dict[str, list[str]]) -> dict[str, list[str]]:
    links = CourseLinks({}, required, dict.fromkeys(required, ()), None)
    return {
        name: [one.problem for one in links.of_exercise(name) if one.problem] for name in required
    }


def test_only_who_stands_in_a_circle_is_told_of_it() -> None:
    assert problems({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["c", "a"]}) == {
        "a": ["requires-later"],
        "b": ["requires-circle"],
        "c": ["requires-circle"],
        "d": [],
    }


NAMES = st.sampled_from("abcdef")


@unhurried
@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_good_links_go_backwards_and_bad_ones_are_told(required: dict[str, list[str]]) -> None:
    order = list(required)
    for name, told in problems(required).items():
        circle = [w for w in required[name] if w in order and _reaches(w, name, required)]
        before = order[: order.index(name)]
        assert len(told) == sum(w in circle or w not in before for w in required[name])
        assert told.count("requires-circle") == len(circle)


def _reaches(start: str, end: str, required: dict[str, list[str]]) -> bool:
    """Say it in the plainest way: add what is required until nothing is new."""
    found = {start}
    while True:
        more = found | {b for a in found for b in required.get(a, ()) if b in required}
        if more == found:
            return end in found
        found = more


@pytest.mark.parametrize(
    ("kind", "english", "french", "found"),
    [
        (Kind.TASK, "The table is right", "Le tableau est juste", 0),
        (Kind.TASK, "Your table is right", "Le tableau est juste", 1),
        (Kind.TASK, "You made it", "Vos lignes sont justes", 2),
        (Kind.TASK, "Youth clubs are listed", "Les votes sont listés", 0),
        (Kind.SKILL, "Your table is right", "Votre tableau est juste", 0),
    ],
)
def test_a_goal_that_a_client_reads_speaks_of_the_work(
    kind: Kind, english: str, french: str, found: int
) -> None:
    exercise = read_exercise(EXERCISES, "c1/stock-alert")
    goal = Goal("a", 1, Translated({Language.EN: english, Language.FR: french}))
    told = [one for one in client_view(replace(exercise, kind=kind, goals=(goal,))) if one.problem]
    assert [one.problem for one in told] == ["goal-to-learner"] * found
    assert all(one.severity is Severity.WARNING for one in told)


def test_no_goal_of_our_client_tasks_speaks_to_the_learner() -> None:
    for name in read_pack(EXERCISES, "c1").exercises:
        assert [
            one.facts for one in client_view(read_exercise(EXERCISES, name)) if one.problem
        ] == []
