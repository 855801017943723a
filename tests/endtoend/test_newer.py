"""`pull` of a newer course: the author's part is new, the learner's work stays."""

from __future__ import annotations

import json
import shutil
import sys
from itertools import cycle
from pathlib import Path

import pytest

from konexio_cli.model.language import Language
from konexio_cli.portfolio.workspace import Settings, save

from .conftest import Envelope, Konexio, say
from .courses import Version, write_course

SETUP = ("setup", "given", "RATE = 10")
ADD = ("add", "answer", "def add(a, b):\n    ...")
CHECK = ("examples", "check", "assert add(1, 2) == 3")
FIRST = Version("Add two numbers.", (SETUP, ADD, CHECK), {"sales.csv": b"1\n", "other.csv": b"o\n"})
TWO = ("twice", "answer", "def twice(a):\n    ...")
SECOND = Version(
    "Add two numbers. Then double one.",
    (("setup", "given", "RATE = 20"), ADD, TWO, ("examples", "check", "assert add(2, 2) == 4")),
    {"sales.csv": b"1\n2\n", "other.csv": b"o2\n", "more.csv": b"new\n"},
)
RIGHT = "def add(a, b):\n    return a + b"


@pytest.fixture
def desk(konexio: Konexio) -> Konexio:
    """A desk in a workspace that pulled version 1.0.0 of two exercises."""
    write_course(konexio.folder / "v1", "1.0.0", {"one": FIRST, "gone": FIRST})
    write_course(konexio.folder / "v2", "2.0.0", {"one": SECOND, "new": FIRST})
    work = konexio.at(save(konexio.folder / "work", Settings(Language.EN, "Amina")).folder)
    pull(work, "v1")
    return work


def pull(work: Konexio, name: str, *words: str) -> Envelope:
    done = work.run("pull", str(work.folder.parent / name), "--json", *words)
    assert (done.exit, done.err) == (0, "")
    found: Envelope = done.json["data"] | {"notes": done.json["notes"]}
    return found


def path_of(work: Konexio, name: str = "one") -> Path:
    return work.folder / "p1" / name / f"{name}.ipynb"


def write(path: Path, **texts: str) -> None:
    content = json.loads(path.read_text("utf-8"))
    for cell in content["cells"]:
        if cell["id"] in texts:
            cell["source"] = texts[cell["id"]]
    path.write_text(json.dumps(content), "utf-8")


def sources(path: Path) -> list[str]:
    return ["".join(c["source"]) for c in json.loads(path.read_text("utf-8"))["cells"]]


def test_a_newer_version_comes_around_the_answer(desk: Konexio) -> None:
    path = path_of(desk)
    write(path, add=RIGHT)
    assert desk.run("check", "p1/one").exit == 0
    mine = path.read_bytes()
    told = pull(desk, "v2")
    assert (told["version"], told["packs"]) == ("2.0.0", {"p1": "2.0.0"})
    assert (told["new"], told["updated"], told["kept"]) == (["p1/new"], ["p1/one"], [])
    assert told["left_out"] == ["p1/gone"]
    after = sources(path)
    assert RIGHT in after
    assert {"RATE = 20", "def twice(a):\n    ...", "assert add(2, 2) == 4"} <= set(after)
    assert not {"RATE = 10", "assert add(1, 2) == 3"} & set(after)
    assert desk.run("check", "p1/one").exit == 0

    # The same again is nothing new, and undo brings back what was there before.
    body = path.read_bytes()
    again = pull(desk, "v2")
    assert (again["updated"], again["kept"]) == ([], ["p1/one", "p1/new"])
    assert path.read_bytes() == body
    assert desk.run("undo", "p1/one").exit == 0
    assert path.read_bytes() == mine


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_person_is_told(desk: Konexio, language: str) -> None:
    (path_of(desk).parent / "sales.csv").write_bytes(b"mine\n")
    path_of(desk, "new").parent.mkdir(parents=True)
    path_of(desk, "new").write_text("{", "utf-8")
    shown = desk.run("pull", str(desk.folder.parent / "v2"), "--lang", language)
    newer = say(language, "pull.pack_newer", pack="p1", old="1.0.0", version="2.0.0")
    lines = shown.out.splitlines()
    assert say(language, "pull.packs", packs=newer) in lines
    assert say(language, "pull.updated.one", number=1) in lines
    assert f"- {say(language, 'pull.not_updated', exercise='p1/new')}" in lines
    files = {"file": Path("p1/one/sales.csv"), "yours": Path("p1/one/sales.yours.csv")}
    assert f"- {say(language, 'pull.yours', **files)}" in lines
    assert f"- {say(language, 'pull.left_out.one', number=1, names='p1/gone')}" in lines
    assert lines[-1] == f"→ {say(language, 'pull.next_reload')}"


def test_an_update_that_was_undone_stays_so_until_the_next_one(desk: Konexio) -> None:
    path = path_of(desk)
    write(path, add=RIGHT)
    mine = path.read_bytes()
    pull(desk, "v2")
    desk.run("undo", "p1/one")
    assert pull(desk, "v2")["kept"] == ["p1/one", "p1/new"]
    assert path.read_bytes() == mine
    third = Version("Add three.", (ADD, TWO))
    write_course(desk.folder.parent / "v3", "3.0.0", {"one": third})
    assert pull(desk, "v3")["updated"] == ["p1/one"]
    assert RIGHT in sources(path)
    assert not {say("en", "merge.changed"), say("en", "merge.former")} & set(sources(path))
    assert not {"RATE = 10", "assert add(1, 2) == 3"} & set(sources(path))


def test_data_files_become_new_and_changed_ones_stay_beside(desk: Konexio) -> None:
    folder = path_of(desk).parent
    (folder / "sales.csv").write_bytes(b"mine\n")
    told = pull(desk, "v2")
    assert (folder / "sales.csv").read_bytes() == b"1\n2\n"
    assert (folder / "sales.yours.csv").read_bytes() == b"mine\n"
    assert (folder / "other.csv").read_bytes() == b"o2\n"
    assert (folder / "more.csv").read_bytes() == b"new\n"
    assert [Path(one["yours"]).name for one in told["yours"]] == ["sales.yours.csv"]
    # Theirs to change, as long as the author does not.
    (folder / "sales.csv").write_bytes(b"mine again\n")
    assert pull(desk, "v2")["yours"] == []
    assert (folder / "sales.csv").read_bytes() == b"mine again\n"
    pull(desk, "v1")
    assert (folder / "sales.csv").read_bytes() == b"1\n"
    assert (folder / "sales.yours.csv").read_bytes() == b"mine\n"
    assert (folder / "sales.yours-2.csv").read_bytes() == b"mine again\n"


def test_a_damaged_notebook_is_left_alone_until_it_is_mended(desk: Konexio) -> None:
    path = path_of(desk)
    damaged = (b"", b'{"cells": [', b"<html>", b"\x00" * 99, b'{"cells": []}')
    # Each way from one version to the other: what is damaged anew has something new to get.
    for body, other in zip(damaged, cycle(("v2", "v1")), strict=False):
        whole = path.read_bytes()
        path.write_bytes(body)
        told = pull(desk, other)
        assert list(told["not_updated"]) == ["p1/one"]
        assert say("en", "pull.not_updated", exercise="p1/one") in told["notes"]
        assert path.read_bytes() == body
        path.write_bytes(whole)
        assert pull(desk, other)["updated"] == ["p1/one"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_a_damaged_notebook_the_way_back_is_told(desk: Konexio, language: str) -> None:
    path = path_of(desk)
    write(path, add=RIGHT)
    mine = path.read_bytes()
    desk.run("check", "p1/one")
    path.write_bytes(mine[:-40])
    told = desk.run("pull", str(desk.folder.parent / "v2"), "--lang", language).out
    way = say(language, "errors.notebook-kept.next", exercise="p1/one")
    assert told.splitlines()[-1] == f"→ {way}"
    assert told.count(way) == 1
    assert say(language, "errors.notebook-damaged.next") not in told
    assert desk.run("undo", "p1/one").exit == 0
    assert path.read_bytes() == mine


def test_an_exercise_that_the_course_left_out_is_as_it_was(desk: Konexio) -> None:
    path = path_of(desk, "gone")
    write(path, add=RIGHT)
    pull(desk, "v2")
    shutil.rmtree(desk.folder.parent / "v1")
    assert RIGHT in sources(path)
    for name in ("p1/gone", "gone", str(path.relative_to(desk.folder))):
        assert desk.run("check", name).exit == 0
    entry = json.loads(
        (desk.folder / "portfolio" / "p1" / "gone" / "entry.json").read_text("utf-8")
    )
    assert entry["pack_version"] == "1.0.0"
    assert desk.run("hint", "gone").exit == 0
    assert desk.run("submit", "gone").exit == 0
    assert desk.run("undo", "gone").exit == 0
    assert desk.run("next", "gone").exit == 0
    # A whole pack may go, too, and come back.
    write_course(desk.folder.parent / "v3", "3.0.0", {"new": FIRST})
    assert pull(desk, "v3")["left_out"] == ["p1/gone", "p1/one"]
    assert pull(desk, "v2")["left_out"] == ["p1/gone"]


def test_next_alone_gives_the_ground_for_a_later_merge(konexio: Konexio) -> None:
    folder = write_course(konexio.folder / "v1", "1.0.0", {"one": FIRST})
    write_course(konexio.folder / "v2", "2.0.0", {"one": SECOND})
    work = konexio.at(save(konexio.folder / "work", Settings(Language.EN, "Amina")).folder)
    assert work.run("next", "--exercises", str(folder)).exit == 0
    write(path_of(work), add=RIGHT)
    pull(work, "v2")
    assert say("en", "merge.changed") not in sources(path_of(work))
    assert RIGHT in sources(path_of(work))


def test_another_language_changes_the_brief_only(desk: Konexio) -> None:
    path = path_of(desk)
    write(path, add=RIGHT)
    assert pull(desk, "v1", "--lang", "fr")["updated"] == ["p1/one", "p1/gone"]
    assert sources(path)[0].startswith("# Additionner")
    assert RIGHT in sources(path)


def test_a_workspace_that_never_kept_what_it_pulled(desk: Konexio) -> None:
    path = path_of(desk)
    write(path, add=RIGHT)
    (desk.folder / ".konexio" / "journal.db").unlink()
    (path.parent / "sales.csv").write_bytes(b"mine\n")
    pull(desk, "v1")
    assert say("en", "merge.changed") not in sources(path)
    pull(desk, "v2")
    assert RIGHT in sources(path)
    assert (path.parent / "sales.yours.csv").read_bytes() == b"mine\n"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
def test_at_a_terminal_a_pull_says_at_once_that_it_works(desk: Konexio) -> None:
    from .terminal import terminal

    with terminal(desk, "pull", "../v1") as shown:
        before = shown.until(say("en", "pull.busy"))
        assert before == say("en", "pull.busy")
        shown.until(say("en", "pull.next"))
    assert desk.run("pull", "../v1").err == ""
