"""Each kind of source, in the form in which it really comes."""

from __future__ import annotations

import os
import subprocess
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.sources.arrived import Arrived
from konexio_cli.cohort.sources.nbgrader import stamp
from konexio_cli.cohort.sources.opening import arrivals
from konexio_cli.errors import KonexioError

STAMP = "2026-11-20 09:30:05.123456 UTC"
AT = datetime(2026, 11, 20, 9, 30, 5, 123456, tzinfo=UTC)


def nobody(_: str) -> bool:
    return False


def laid(source: Path, files: dict[str, str]) -> Path:
    """Write files as a folder, or as an archive when `source` is named like one."""
    if source.suffix == ".zip":
        with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in files.items():
                archive.writestr(name, body)
        return source
    for name, body in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(body, "utf-8")
    return source


def held(one: Arrived) -> str:
    """Return what a file holds, or the code of why it is refused."""
    try:
        return one.read().decode()
    except KonexioError as problem:
        return problem.code


def told(one: Arrived) -> tuple[tuple[str, ...], str]:
    return one.known_as, one.name


def read(source: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return who handed in what, by the content of the file."""
    return {one.read().decode(): told(one) for one in arrivals(source, nobody)}


MOODLE = {
    "Amina Benali_4711_assignsubmission_file/price-with-vat.ipynb": "1",
    "Amina Benali_4711_assignsubmission_file/more/tidy-name.ipynb": "2",
    "Zoé Müller_4712_assignsubmission_file_/tidy-name.ipynb": "3",
    "Zoé Müller_4712_assignsubmission_onlinetext_/onlinetext.html": "4",
    "مريم الحسن_12_assignsubmission_file_tidy-name.ipynb": "5",
    "Zoé Müller_4712_assignsubmission_file_/photo.jpg": "6",
}


@pytest.mark.parametrize("name", ["download.zip", "taken-apart"])
def test_moodle(tmp_path: Path, name: str) -> None:
    assert read(laid(tmp_path / name, MOODLE)) == {
        "1": (("Amina Benali", "4711"), "price-with-vat.ipynb"),
        "2": (("Amina Benali", "4711"), "more/tidy-name.ipynb"),
        "3": (("Zoé Müller", "4712"), "tidy-name.ipynb"),
        "5": (("مريم الحسن", "12"), "tidy-name.ipynb"),
    }


def test_moodles_download_does_not_tell_when(tmp_path: Path) -> None:
    source = laid(tmp_path / "taken-apart", MOODLE)
    assert {one.at for one in arrivals(source, nobody)} == {None}


def test_two_people_of_one_name_and_blind_marking(tmp_path: Path) -> None:
    names = ("Participant_12", "Participant_13", "Ali Hassan_1", "Ali Hassan_2", "Jo_3")
    files = {f"{one}_assignsubmission_file/a.ipynb": one for one in names}
    assert read(laid(tmp_path / "x.zip", files)) == {
        "Participant_12": (("Participant 12", "12"), "a.ipynb"),
        "Participant_13": (("Participant 13", "13"), "a.ipynb"),
        "Ali Hassan_1": (("Ali Hassan 1", "1"), "a.ipynb"),
        "Ali Hassan_2": (("Ali Hassan 2", "2"), "a.ipynb"),
        "Jo_3": (("Jo", "3"), "a.ipynb"),
    }


@pytest.mark.parametrize("name", ["submissions.zip", "submissions"])
def test_canvas(tmp_path: Path, name: str) -> None:
    files = {
        "benaliamina_340934_208490284_price-with-vat.ipynb": "1",
        "müllerzoé_LATE_334244_394803489_tidy-name-2.ipynb": "2",
        "anon_Ab3dE_394803490_price_with_vat.ipynb": "3",
        "LATE_anon_Xy9_394803491_tidy-name.ipynb": "4",
        "benaliamina_340934_question_notes.txt": "5",
    }
    source = laid(tmp_path / name, files)
    assert read(source) == {
        "1": (("benaliamina", "340934"), "price-with-vat.ipynb"),
        "2": (("müllerzoé", "334244"), "tidy-name.ipynb"),
        "3": (("anon_Ab3dE",), "price_with_vat.ipynb"),
        "4": (("anon_Xy9",), "tidy-name.ipynb"),
    }
    assert {one.read() for one in arrivals(source, nobody) if one.late} == {b"2", b"4"}


def test_nbgraders_exchange(tmp_path: Path) -> None:
    parcel = "course/inbound/am+ina+m01+2026-11-20 09:30:05.123456 UTC+Ab12Cd34Ef56"
    files = {
        f"{parcel}/tidy-name.ipynb": "1",
        f"{parcel}/timestamp.txt": STAMP,
        f"{parcel}/submission_secret.txt": "secret",
        "course/inbound/zoé+m01+2026-11-21_10-00-00 UTC/tidy-name.ipynb": "2",
        "course/outbound/m01/tidy-name.ipynb": "the starter",
        "course/feedback/0123.html": "",
    }
    source = laid(tmp_path / "exchange", files)
    assert read(source) == {
        "1": (("am+ina",), "m01/tidy-name.ipynb"),
        "2": (("zoé",), "m01/tidy-name.ipynb"),
    }
    second = datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert {one.at for one in arrivals(source, nobody)} == {AT, second}


@pytest.mark.parametrize("around", ["", "course/"])
@pytest.mark.parametrize("name", ["course.zip", "course"])
def test_nbgraders_course(tmp_path: Path, name: str, around: str) -> None:
    files = {
        f"{around}submitted/amina/m01/tidy-name.ipynb": "1",
        f"{around}submitted/amina/m01/timestamp.txt": STAMP,
        f"{around}submitted/zoé/m01/tidy-name.ipynb": "2",
        f"{around}source/m01/tidy-name.ipynb": "with the solution",
        f"{around}autograded/amina/m01/tidy-name.ipynb": "graded",
    }
    source = laid(tmp_path / name, files)
    assert read(source) == {
        "1": (("amina",), "m01/tidy-name.ipynb"),
        "2": (("zoé",), "m01/tidy-name.ipynb"),
    }
    assert [one.at for one in arrivals(source, nobody) if one.read() == b"1"] == [AT]


def test_the_folder_submitted_alone(tmp_path: Path) -> None:
    files = {"amina/m01/tidy-name.ipynb": "1", "amina/m01/timestamp.txt": STAMP}
    (one,) = arrivals(laid(tmp_path / "submitted", files), nobody)
    assert (*told(one), one.at) == (("amina",), "m01/tidy-name.ipynb", AT)


def test_a_learners_own_folder_called_submitted(tmp_path: Path) -> None:
    files = {"amina/submitted/tidy-name.ipynb": "1", "zoé/tidy-name.ipynb": "2"}
    assert read(laid(tmp_path / "class", files)) == {
        "1": (("amina",), "submitted/tidy-name.ipynb"),
        "2": (("zoé",), "tidy-name.ipynb"),
    }


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (STAMP, AT),
        ("2026-11-20 09:30:05 UTC\n", AT.replace(microsecond=0)),
        ("2026-11-20 09:30:05.5 UTC", AT.replace(microsecond=500_000)),
        ("2026-11-20 09:30:05", AT.replace(microsecond=0)),
        ("2026-11-20 10:30:05 CET", AT.replace(microsecond=0)),
        ("2026-11-20 10:30:05 Europe/Paris", AT.replace(microsecond=0)),
        ("2026-11-20 10:30:05 CEST", None),
        ("2026-11-20 10:30:05 Europe", None),
        ("2026-02-30 09:30:05 UTC", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_stamp(text: str, at: datetime | None) -> None:
    assert stamp(text) == at


@given(st.text())
def test_any_text_can_be_a_stamp(text: str) -> None:
    assert stamp(text) is None or isinstance(stamp(text), datetime)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


def test_clones_are_copied_and_git_is_never_asked(tmp_path: Path) -> None:
    for name in ("first-steps-amina", "first-steps-zoé"):
        laid(tmp_path / "clones" / name, {"notebooks/tidy-name.ipynb": name})
        git(tmp_path / "clones" / name, "init", "--quiet")
    mine = tmp_path / "clones" / "first-steps-amina" / ".git"
    laid(mine, {"hooks/post-checkout": f"#!/bin/sh\ntouch {tmp_path}/ran", "odd.ipynb": "odd"})
    (mine / "hooks" / "post-checkout").chmod(0o755)
    (mine / "config").unlink()
    os.mkfifo(mine / "config")  # whoever opens this waits for ever
    assert read(tmp_path / "clones") == {
        name: ((name, name.removeprefix("first-steps-")), "notebooks/tidy-name.ipynb")
        for name in ("first-steps-amina", "first-steps-zoé")
    }
    assert not (tmp_path / "ran").exists()


def test_what_lies_beside_what_was_read_is_told_once(tmp_path: Path) -> None:
    files = {f"class/{name}/tidy-name.ipynb": name for name in ("Amina", "Bob", "Cy")}
    laid(tmp_path, files)
    git(tmp_path / "class" / "Cy", "init", "--quiet")
    mixed = {"class/Dina_81003_assignsubmission_file/x.ipynb": "4", "class/Eve/x.ipynb": "5"}
    laid(tmp_path / "other", mixed)
    for folder, one in (("class", "Cy"), ("other/class", "4")):
        arrived = list(arrivals(tmp_path / folder, nobody))
        assert [held(each) for each in arrived] == [one, "collect-beside"]
    with pytest.raises(KonexioError) as caught:
        next(each for each in arrivals(tmp_path / "class", nobody) if not each.known_as).read()
    assert caught.value.facts == {"number": 2, "file": "Amina/tidy-name.ipynb"}


def test_one_clone_alone(tmp_path: Path) -> None:
    clone = laid(tmp_path / "amina", {"a.ipynb": "1"})
    git(clone, "init", "--quiet")
    assert read(clone) == {"1": (("amina",), "a.ipynb")}


def test_a_folder_for_each_learner(tmp_path: Path) -> None:
    files = {
        "Amina/tidy-name.ipynb": "1",
        "Zoé/à rendre/v2/tidy-name (1).IPYNB": "2",
        "at-the-top.ipynb": "3",
        "Amina/.ipynb_checkpoints/tidy-name.ipynb": "hidden",
        "Amina/notes.txt": "other",
    }
    source = laid(tmp_path / "class", files)
    os.utime(source / "Amina" / "tidy-name.ipynb", (0, AT.timestamp()))
    found = {one.read().decode(): one for one in arrivals(source, nobody)}
    assert {body: told(one) for body, one in found.items()} == {
        "1": (("Amina",), "tidy-name.ipynb"),
        "2": (("Zoé",), "à rendre/v2/tidy-name (1).IPYNB"),
        "3": ((), "at-the-top.ipynb"),
    }
    assert found["1"].at == AT


def test_archives_among_files(tmp_path: Path) -> None:
    source = tmp_path / "class"
    (source / "Zoé").mkdir(parents=True)
    laid(source / "Amina.zip", {"work/tidy-name.ipynb": "hers", "__MACOSX/._a.ipynb": "no"})
    laid(source / "moodle.zip", {"Jo_3_assignsubmission_file/tidy-name.ipynb": "Jo's"})
    laid(source / "Zoé" / "all.zip", {"tidy-name.ipynb": "Zoé's"})
    assert read(source) == {
        "hers": (("Amina",), "Amina/work/tidy-name.ipynb"),
        "Jo's": (("Jo", "3"), "tidy-name.ipynb"),
        "Zoé's": (("Zoé",), "all/tidy-name.ipynb"),
    }


def test_a_learners_archive_in_a_download(tmp_path: Path) -> None:
    inner = laid(tmp_path / "inner.zip", {"a/tidy-name.ipynb": "1", "b.txt": "2"})
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "Amina_1_assignsubmission_file/work.zip")
        archive.writestr("Zoé_2_assignsubmission_file/broken.zip", b"PK\x03\x04 broken")
        archive.writestr("Jo_3_assignsubmission_file/tidy-name.ipynb", b"3")
    found = {one.name: held(one) for one in arrivals(outer, nobody)}
    assert found == {
        "work/a/tidy-name.ipynb": "1",
        "broken.zip": "archive-damaged",
        "tidy-name.ipynb": "3",
    }


def test_the_folder_around_all_learners_is_nobody(tmp_path: Path) -> None:
    source = laid(tmp_path / "class.zip", {"class/Amina/a.ipynb": "1", "class/Zoé/a.ipynb": "2"})
    known = [told(one) for one in arrivals(source, {"Amina"}.__contains__)]
    assert known == [(("Amina",), "a.ipynb"), (("Zoé",), "a.ipynb")]
    assert {one.known_as for one in arrivals(source, nobody)} == {("class",)}


def test_one_learners_archive_bears_their_name(tmp_path: Path) -> None:
    assert read(laid(tmp_path / "Amina.zip", {"a.ipynb": "1"})) == {"1": (("Amina",), "a.ipynb")}


def test_a_hostile_archive_costs_only_what_is_hostile(tmp_path: Path) -> None:
    source = tmp_path / "download.tar.gz"
    body = tmp_path / "body"
    body.write_text("good", "utf-8")
    link = tarfile.TarInfo("Amina/link.ipynb")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(source, "w:gz") as archive:
        archive.addfile(link)
        for name in ("../../out.ipynb", "/abs.ipynb", "Amina/a.ipynb", "Amina/A.IPYNB"):
            archive.add(body, name)
        (tmp_path / "body").write_bytes(bytes(11 << 20))
        archive.add(body, "Amina/zeros.ipynb")
        body.write_text("last", "utf-8")
        archive.add(body, "Zoé/a.ipynb")
    found = {one.source: held(one) for one in arrivals(source, nobody)}
    assert found == {
        "Amina/link.ipynb": "archive-entry-not-file",
        "../../out.ipynb": "archive-entry-name",
        "abs.ipynb": "good",
        "Amina/a.ipynb": "good",
        "Amina/A.IPYNB": "archive-entry-twice",
        "Amina/zeros.ipynb": "archive-entry-large",
        "Zoé/a.ipynb": "last",
    }
