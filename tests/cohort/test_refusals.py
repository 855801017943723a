"""Whatever is not taken is told, in the gradebook too, and never in a flood."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.trainer.cohort_view import shown
from konexio_cli.cohort.beginning import make_cohort
from konexio_cli.cohort.book import open_gradebook
from konexio_cli.cohort.giving import exported, feedback
from konexio_cli.cohort.gradebook import Written, write_gradebook
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.refusals import Refusals
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.sources.crowds import MOST
from konexio_cli.cohort.sources.opening import arrivals
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.wording import Wording
from konexio_cli.model.gradebook import State
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import environment
from .test_arriving import MONDAY, take
from .test_sources import held, laid, nobody

WORDING = Wording(Texts(Language.EN))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_cohort(tmp_path / "cohort", Language.EN)
    return tmp_path / "cohort"


def told(source: Path) -> dict[str, str]:
    """Return what each file holds, or why it is refused."""
    return {one.source: held(one) for one in arrivals(source, nobody)}


def table(folder: Path, out: Path, name: str = "gradebook") -> list[dict[str, str]]:
    out.mkdir(exist_ok=True)
    with Store(folder) as store:
        written = write_gradebook(store, read_settings(folder), WORDING, out)
    text = written.paths[name].read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_what_is_nobodys_has_a_row_and_no_points(folder: Path, tmp_path: Path) -> None:
    take(folder, laid(tmp_path / "a.zip", {"../evil.ipynb": "1", "Zoé/x.ipynb": "2"}))
    assert {one["learner"] for one in table(folder, tmp_path / "out")} == {"", "Zoé"}
    assert [one["learner"] for one in table(folder, tmp_path / "out", "points")] == ["Zoé"]


BAD = {
    "../../evil.ipynb": "archive-entry-name",
    "/etc/evil.ipynb": "archive-entry-name",
    "Zoé\\evil.ipynb": "archive-entry-name",
}
MOODLE = "Amina_1_assignsubmission_file/tidy-name.ipynb"
CANVAS = "benaliamina_340934_208490284_price-with-vat.ipynb"


@pytest.mark.parametrize("good", [MOODLE, CANVAS, "Amina/tidy-name.ipynb"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_dangerous_name_is_told_in_every_kind_of_download(
    tmp_path: Path, good: str, inside: bool
) -> None:
    source = laid(tmp_path / "class.zip", {**dict.fromkeys(BAD, ""), good: "good"})
    above = ""
    if inside:
        above = "class.zip/"
        (tmp_path / "class").mkdir()
        source = source.rename(tmp_path / "class" / "class.zip").parent
    expected = {**BAD, good: "good"}
    assert told(source) == {f"{above}{name}": what for name, what in expected.items()}


@pytest.mark.parametrize("ending", ["", ".zip"])
def test_a_name_is_taken_or_refused_alike_in_folders_and_archives(
    tmp_path: Path, ending: str
) -> None:
    quoted = 'Amina "Mimi", Ben_81001_assignsubmission_file_/tidy-name.ipynb'
    escape = "Zo\x1b[2Jé_81002_assignsubmission_file_/tidy-name.ipynb"
    source = laid(tmp_path / f"class{ending}", {quoted: "good", escape: "bad"})
    assert told(source) == {quoted: "good", escape: "archive-entry-name"}


def test_a_dangerous_name_does_not_hide_whose_the_others_are(tmp_path: Path) -> None:
    source = laid(tmp_path / "class.zip", {"../../evil.ipynb": "", CANVAS: "good"})
    assert ("benaliamina", "340934") in {one.known_as for one in arrivals(source, nobody)}


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tgz", "tar.xz"])
def test_a_learners_tar_is_opened_as_a_zip_is(tmp_path: Path, ending: str) -> None:
    (tmp_path / "class" / "Amina").mkdir(parents=True)
    work = tmp_path / "class" / "Amina" / f"work.{ending}"
    mode = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.xz": "w:xz"}[ending]
    with tarfile.open(work, mode) as archive:  # type: ignore[call-overload]  # a mode by its ending
        for name in ("tidy-name.ipynb", "..\\evil.ipynb"):
            info = tarfile.TarInfo(name)
            info.size = 4
            archive.addfile(info, io.BytesIO(b"good"))
    assert told(tmp_path / "class") == {
        f"Amina/{work.name}/tidy-name.ipynb": "good",
        f"Amina/{work.name}/..\\evil.ipynb": "archive-entry-name",
    }


@pytest.mark.parametrize("name", ["{}.ipynb", "../{}.ipynb", "{}.txt"])
def test_a_flood_of_files_is_one_refusal(tmp_path: Path, name: str) -> None:
    (tmp_path / "class").mkdir()
    flood = {name.format(number): "" for number in range(MOST + 1)}
    laid(tmp_path / "class" / "Amina.zip", flood)
    laid(tmp_path / "class", {"Zoé/tidy-name.ipynb": "good"})
    found = told(tmp_path / "class")
    assert (len(found), found["Zoé/tidy-name.ipynb"]) == (2, "good")
    assert set(found.values()) <= {"good", "collect-crowd", "source-without-notebook"}


def test_an_archive_within_itself_comes_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    body = b"at the bottom"
    name = "tidy-name.ipynb"
    for _ in range(30):
        with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
            archive.writestr(name, body)
        body, name = (tmp_path / "inner.zip").read_bytes(), "inner.zip"
    (tmp_path / "class" / "Amina.zip").write_bytes(body)
    assert list(told(tmp_path / "class").values()) == ["archive-deep"]


def test_what_is_refused_stands_in_the_gradebook_until_it_is_taken(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "class" / "Zoé").mkdir(parents=True)
    laid(tmp_path / "class" / "Zoé" / "work.zip", {"../=1\n.ipynb": "", "x.txt": ""})
    laid(tmp_path / "class", {"Amina/work.zip": "no zip", "Jo/tidy-name.ipynb": "{}"})
    take(folder, tmp_path / "class")
    rows = {row["learner"]: row for row in table(folder, tmp_path / "out")}
    assert set(rows) == {"Amina", "Jo", "Zoé"}
    assert rows["Zoé"]["note"] == ("No file here can have the name Zoé/work.zip/../=1 .ipynb.")
    assert rows["Amina"]["verdict"] == "not_run"
    assert [row["learner"] for row in table(folder, tmp_path / "out", "points")] == [*sorted(rows)]
    (tmp_path / "class" / "Amina" / "work.zip").unlink()
    laid(tmp_path / "class" / "Amina" / "work.zip", {"tidy-name.ipynb": "[]"})
    take(folder, tmp_path / "class")
    with Store(folder) as store:
        left = Refusals(store).lines(read_settings(folder))
    assert [line.learner for line in left] == ["Zoé"]


def test_what_a_later_source_of_the_same_run_has_is_no_longer_refused(
    folder: Path, tmp_path: Path
) -> None:
    broken = laid(tmp_path / "first", {"Amina/work.zip": "no zip"})
    (tmp_path / "second" / "Amina").mkdir(parents=True)
    laid(tmp_path / "second" / "Amina" / "work.zip", {"tidy-name.ipynb": "[]"})
    take(folder, broken, tmp_path / "second")
    with Store(folder) as store:
        assert Refusals(store).lines(read_settings(folder)) == []


def test_a_learner_of_whom_nothing_was_taken_is_in_the_book(
    folder: Path, tmp_path: Path, repository: Path
) -> None:
    take(folder, laid(tmp_path / "class", {"Amina/work.zip": "no zip"}))
    book = open_gradebook(folder, repository / "exercises")
    assert [one.id for one in book.learners] == ["Amina"]
    assert [(one.learner, one.state, one.problem) for one in book.loose] == [
        ("Amina", State.UNREADABLE, "archive-not-one")
    ]


def test_whoever_was_refused_gets_a_page_and_the_trainer_a_reason(
    folder: Path, tmp_path: Path, repository: Path
) -> None:
    settings = (
        'format = 1\n[[learners]]\nid = "fern"\nname = "Amina"\nlanguage = "fr"\nmoodle = "7"'
    )
    (folder / "cohort.toml").write_text(settings, "utf-8")
    take(folder, laid(tmp_path / "class", {"Amina/work.zip": "no zip"}))
    book = open_gradebook(folder, repository / "exercises")
    page = feedback(book)["fern.html"].decode()
    assert "Ce qui n&#39;a pas pu être lu" in page
    assert "Amina/work.zip" in page
    assert exported(book, "moodle", Texts(Language.EN)).refused == ("Amina",)


def test_a_wrong_source_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    good = laid(tmp_path / "class", {"Amina/tidy-name.ipynb": "{}"})
    words = ("cohort", "collect", str(tmp_path / "absent"), str(good), "--json", "--cohort")
    done = subprocess.run(
        [sys.executable, "-m", "konexio_cli", *words, str(tmp_path / "cohort")],
        capture_output=True,
        env=environment(tmp_path / "temporary"),
        check=False,
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["data"]["new"]) == (1, 1)
    assert str(tmp_path / "absent") in told["data"]["refused"][0]


def test_one_learners_grades_are_shown_alone(folder: Path) -> None:
    with Store(folder) as store:
        for learner in ("Amina", "Zoé"):
            line = Line(learner, f"{learner}/a.ipynb", "m01/a", submission_sha256=learner)
            seen = Seen(learner, line.file, learner, MONDAY)
            store.see([seen])
            store.keep([(seen, line)])
        asked = Asked(Language.EN)
        written = Written({"gradebook": folder / "gradebook.csv"})
        told = shown("cohort grade", store, written, asked, "amina")
        everybody = shown("cohort grade", store, written, asked)
    assert (told.data["submissions"], everybody.data["submissions"]) == (1, 2)
