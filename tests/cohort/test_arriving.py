"""Collecting: each file is taken once, its learner is found, and what is odd is noted."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.arriving import Arriving, Collected
from konexio_cli.cohort.beginning import make_cohort
from konexio_cli.cohort.kept import Note
from konexio_cli.cohort.places import collected_folder, place, submissions_folder, time_of
from konexio_cli.cohort.roster import Roster
from konexio_cli.cohort.settings import Learner, Settings
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.store import Store
from konexio_cli.model.language import Language

from .making import Cohort
from .test_sources import laid

EXERCISES = frozenset({"m01/tidy-name", "m01/price-with-vat"})
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_cohort(tmp_path / "cohort", Language.FR)
    return tmp_path / "cohort"


def take(folder: Path, *sources: Path) -> Collected:
    with Store(folder) as store:
        arriving = Arriving(folder, read_settings(folder), store, EXERCISES)
        for source in sources:
            list(arriving.take_or_tell(source))
    return arriving.collected


def settings(folder: Path, *lines: str) -> None:
    (folder / "cohort.toml").write_text("\n".join(["format = 1", *lines]), "utf-8")


def files(folder: Path) -> dict[str, str]:
    root = collected_folder(folder)
    return {
        path.relative_to(root).parts[0] + "/" + path.name: path.read_text("utf-8")
        for path in root.rglob("*.ipynb")
    }


def test_taken_once_whatever_comes_again(folder: Path, tmp_path: Path) -> None:
    source = laid(tmp_path / "class", {"Amina/tidy-name.ipynb": "1", "Zoé/tidy-name.ipynb": "2"})
    assert (take(folder, source).new, take(folder, source).known) == (2, 2)
    with zipfile.ZipFile(tmp_path / "again.zip", "w") as archive:
        archive.write(source / "Amina" / "tidy-name.ipynb", "Amina/copy.ipynb")
    again = take(folder, tmp_path / "again.zip")
    assert (again.new, again.known) == (0, 1)
    assert files(folder) == {"Amina/tidy-name.ipynb": "1", "Zoé/tidy-name.ipynb": "2"}


def test_a_cohort_is_not_collected_into_itself(folder: Path, tmp_path: Path) -> None:
    take(folder, laid(tmp_path / "class", {"Amina/tidy-name.ipynb": "1"}))
    before = files(folder)
    for source in (folder, tmp_path, collected_folder(folder) / "Amina"):
        found = take(folder, source)
        assert [one.code for one in found.failed] == ["cohort-itself"]
        assert (found.new, found.notes, files(folder)) == (0, {}, before)


def test_what_is_damaged_and_what_is_of_another_course_are_told_apart(
    folder: Path, tmp_path: Path, cohort: Cohort
) -> None:
    right = cohort.right("m01/tidy-name")
    other = right.replace("m01/tidy-name", "x9/other")
    bodies = {"Amina/tidy-name.ipynb": right[:-40], "Zoé/other.ipynb": other}
    found = take(folder, laid(tmp_path / "class", bodies))
    assert {one.learner: one.code for one in found.notes} == {
        "Amina": "collect-damaged",
        "Zoé": "collect-unreadable",
    }


def test_what_was_removed_is_taken_again(folder: Path, tmp_path: Path) -> None:
    source = laid(tmp_path / "class", {"Amina/tidy-name.ipynb": "1"})
    take(folder, source)
    shutil.rmtree(collected_folder(folder))
    assert (take(folder, source).new, files(folder)) == (1, {"Amina/tidy-name.ipynb": "1"})


def test_what_is_handed_in_again_lies_beside_the_first(
    folder: Path, tmp_path: Path, cohort: Cohort
) -> None:
    first = cohort.right("m01/tidy-name")
    source = laid(tmp_path / "class", {"Amina/tidy-name.ipynb": first})
    take(folder, source)
    laid(source, {"Amina/tidy-name.ipynb": cohort.right("m01/tidy-name", "1 + 1")})
    os.utime(source / "Amina" / "tidy-name.ipynb", (0, MONDAY.timestamp() + 10**8))
    second = take(folder, source)
    counts = "Amina/tidy-name.ipynb, 2030-01-30 18:46 UTC"
    assert list(second.notes) == [Note("collect-again", "Amina", "Amina/tidy-name.ipynb", counts)]
    with Store(folder) as store:
        assert len(store.submissions()) == 2
        assert store.notes() == list(second.notes)


def test_a_second_round_takes_no_ones_place(folder: Path, tmp_path: Path, cohort: Cohort) -> None:
    task = "c1/client-list-cleanup"
    rounds = {f"Amina/round{number}.ipynb": cohort.right(task, number=number) for number in (1, 2)}
    with Store(folder) as store:
        arriving = Arriving(folder, read_settings(folder), store, frozenset({task}))
        list(arriving.take(laid(tmp_path / "class", rounds)))
        assert not arriving.collected.notes
        again = {"Amina/again.ipynb": cohort.right(task, "1 + 1", number=2)}
        list(arriving.take(laid(tmp_path / "later", again)))
    assert [note.code for note in arriving.collected.notes] == ["collect-again"]


def test_pseudonyms_and_strangers(folder: Path, tmp_path: Path) -> None:
    settings(
        folder,
        '[[learners]]\nid = "fern"\nname = "Amina Benali"\nalso = ["amina_b"]',
        '[[learners]]\nid = "moss"\nname = "Zoé Müller"\ncanvas = "334244"',
        '[[learners]]\nid = "reed"\nname = "Jo Li"\nmoodle = "77"',
    )
    moodle = laid(
        tmp_path / "moodle.zip",
        {
            "Amina Benali_1_assignsubmission_file/tidy-name.ipynb": "1",
            "J. Li_77_assignsubmission_file/tidy-name.ipynb": "2",
            "Eve_4_assignsubmission_file/tidy-name.ipynb": "3",
        },
    )
    canvas = laid(
        tmp_path / "canvas.zip",
        {"benaliamina_9_1_price.ipynb": "4", "mz_334244_2_price.ipynb": "5"},
    )
    tree = laid(tmp_path / "tree", {"AMINA_B/x.ipynb": "6"})
    found = take(folder, moodle, canvas, tree)
    who = {body: name.partition("/")[0] for name, body in files(folder).items()}
    assert who == {"1": "fern", "2": "reed", "3": "Eve", "4": "fern", "5": "moss", "6": "fern"}
    assert Note("collect-stranger", "Eve") in found.notes
    assert [one for one in found.notes if one.code == "collect-stranger"] == [
        Note("collect-stranger", "Eve")
    ]


def test_late_is_told_when_the_source_tells_when(
    folder: Path, tmp_path: Path, cohort: Cohort
) -> None:
    settings(folder, '[due]\n"m01/tidy-name" = 2026-11-30T09:00:00Z')
    body = cohort.right("m01/tidy-name")
    source = laid(tmp_path / "class", {f"{name}/a.ipynb": body for name in ("Amina", "Zoé")})
    for name, hours in {"Amina": 0, "Zoé": 25}.items():
        moment = MONDAY.timestamp() + 3600 * hours
        os.utime(source / name / "a.ipynb", (moment, moment))
    canvas = laid(tmp_path / "canvas.zip", {"jo_LATE_9_1_a.ipynb": body})
    assert list(take(folder, source, canvas).notes) == [
        Note("collect-late", "Zoé", "Zoé/a.ipynb", "2"),
        Note("collect-late-told", "jo", "jo_LATE_9_1_a.ipynb"),
    ]


def test_what_cannot_be_taken_is_told(folder: Path, tmp_path: Path) -> None:
    source = laid(tmp_path / "class", {"top.ipynb": "1", "Amina/a.ipynb": "{"})
    (source / "Amina" / "link.ipynb").symlink_to("/etc/passwd")
    (source / "Amina" / "large.ipynb").write_bytes(bytes(11 << 20))
    os.mkfifo(source / "Amina" / "pipe.ipynb")
    found = take(folder, source)
    assert {note.code for note in found.notes} == {"collect-nobody", "collect-damaged"}
    assert {problem.code for problem in found.refused} == {
        "cohort-link",
        "notebook-too-large",
        "file-not-regular",
    }
    assert files(folder) == {"Amina/a.ipynb": "{"}


@pytest.mark.parametrize("name", ["=SUM(A1)", "a:b?", "CON", "مريم", "x" * 300])
def test_odd_names_of_learners(folder: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "class"
    (source / name[:200]).mkdir(parents=True)
    (source / name[:200] / "a.ipynb").write_text("{}", "utf-8")
    assert take(folder, source).new == 1
    (only,) = collected_folder(folder).iterdir()
    with Store(folder) as store:
        assert [one.learner for one in store.submissions()] == [only.name]


@pytest.mark.parametrize("name", ["two\nlines", "\x1b[2J"])
def test_a_name_that_moves_a_terminal_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "class"
    (source / name).mkdir(parents=True)
    (source / name / "a.ipynb").write_text("{}", "utf-8")
    found = take(folder, source)
    assert (found.new, [one.code for one in found.refused]) == (0, ["archive-entry-name"])


def test_a_damaged_end_costs_nothing_of_the_beginning(folder: Path, tmp_path: Path) -> None:
    source = laid(tmp_path / "x.zip", {f"{n}/a.ipynb": "{}" * 999 * n for n in range(1, 9)})
    body = bytearray(source.read_bytes())
    middle = body.index(b"5/a.ipynb") + 12
    body[middle : middle + 8] = b"\xff" * 8
    source.write_bytes(body)
    found = take(folder, source)
    assert (found.new, [one.code for one in found.refused]) == (7, ["archive-damaged"])


def test_a_wrong_source_costs_the_others_nothing(folder: Path, tmp_path: Path) -> None:
    good = laid(tmp_path / "class", {"Amina/a.ipynb": "{}"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip", "utf-8")
    found = take(folder, tmp_path / "absent", tmp_path / "empty", tmp_path / "text.zip", good)
    assert (found.new, [one.code for one in found.failed]) == (
        1,
        ["file-missing", "source-without-notebook", "archive-not-one"],
    )


def test_the_places_alone_tell_who_and_when(folder: Path, tmp_path: Path) -> None:
    source = laid(tmp_path / "class", {"Amina/a.ipynb": "{}"})
    os.utime(source / "Amina" / "a.ipynb", (0, MONDAY.timestamp()))
    archive = laid(tmp_path / "Zoé.zip", {"b.ipynb": "{}"})
    take(folder, source, archive)
    with Store(folder) as store:
        kept = {one.file: (one.at.replace(microsecond=0), one.timed) for one in store.submissions()}
    assert {file: time_of(file) for file in kept} == kept
    assert {timed for _, timed in kept.values()} == {True, False}


def test_a_plain_folder_is_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "submissions").mkdir()
    assert submissions_folder(tmp_path) == tmp_path
    make_cohort(tmp_path, Language.EN)
    assert submissions_folder(tmp_path) == tmp_path / "submissions"


@given(
    name=st.text(st.characters(exclude_categories=["Cs"])),
    sha=st.text("0123456789abcdef", min_size=64, max_size=64),
    at=st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    timed=st.booleans(),
)
def test_no_name_leads_out_of_a_place(name: str, sha: str, at: datetime, timed: bool) -> None:
    found = place("Amina", name, sha, at, timed=timed)
    assert found.parts[0] == "Amina"
    assert not {"..", "", "."} & set(found.parts)
    assert not found.is_absolute()
    assert time_of(found.as_posix()) == (at, timed)


def test_two_learners_with_one_name_joined() -> None:
    people = {i: Learner(i, n, Language.EN) for i, n in {"a": "Li An", "b": "L Ian"}.items()}
    roster = Roster(Settings(learners=people))
    assert roster.find(("lian",)) is None
    found = roster.find(("anli",))
    assert found is not None
    assert found.id == "a"


def test_names_that_no_file_can_tell_apart_are_noted(folder: Path, tmp_path: Path) -> None:
    names = ("Cy <A>", "Cy A")
    taken = take(folder, laid(tmp_path / "class", {f"{n}/tidy-name.ipynb": n for n in names}))
    (told,) = (one for one in taken.notes if one.code == "collect-alike")
    assert (told.learner, set(told.fact.split(", "))) == ("Cy A", set(names))
    numbered = {f"{one}_7{n}_assignsubmission_file/x.ipynb": one for n, one in enumerate(names)}
    taken = take(folder, laid(tmp_path / "moodle.zip", numbered))
    assert "collect-alike" not in {one.code for one in taken.notes}


def packed(*names: str) -> bytes:
    """Return an archive of notebooks."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return body.getvalue()


@pytest.mark.parametrize(
    ("listed", "inside", "expected"),
    [
        ((), ("Ann/tidy-name.ipynb", "Ben/tidy-name.ipynb"), ({"class"}, True)),
        (("Ann",), ("Ann/tidy-name.ipynb", "Ben/tidy-name.ipynb"), ({"Ann", "Ben"}, False)),
        (("Ann", "class"), ("Ann/tidy-name.ipynb", "Ben/x.ipynb"), ({"class"}, True)),
        ((), ("m01/tidy-name.ipynb", "m02/x.ipynb"), ({"class"}, False)),
        ((), ("notebooks/tidy-name.ipynb",), ({"class"}, False)),
    ],
)
def test_an_archive_among_others_is_one_persons_or_a_classes(
    folder: Path,
    tmp_path: Path,
    listed: tuple[str, ...],
    inside: tuple[str, ...],
    expected: tuple[set[str], bool],
) -> None:
    settings(folder, *(line for one in listed for line in ("[[learners]]", f'id = "{one}"')))
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "class.zip").write_bytes(packed(*inside))
    taken = take(folder, tmp_path / "inbox")
    who = {name.partition("/")[0] for name in files(folder)}
    assert (who, "collect-as-one" in {one.code for one in taken.notes}) == expected
