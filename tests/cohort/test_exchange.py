"""Signed files that come in from many devices, and what goes back to each learner."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from konexio_cli.cohort.arriving import Arriving, Collected
from konexio_cli.cohort.beginning import make_cohort
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.places import collected_folder, credentials_folder
from konexio_cli.cohort.receipts import KEY_FILE, Letter, cohort_key, letters
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.store import Store
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.branches import push
from konexio_cli.exchange.container import open_container, seal
from konexio_cli.exchange.manifest import File, Item, Person, Receipt, Submission
from konexio_cli.keys.ed25519 import PrivateKey, new_key
from konexio_cli.model.language import Language
from konexio_cli.safegit import git_available

from ..exchange.making import (  # noqa: TID252 - test folders are no packages
    EXERCISE,
    LEARNER,
    OTHER,
    TRAINER,
    WHEN,
    named,
    receipt,
    sha256,
)

ALL = frozenset({EXERCISE, "m01/tidy-name"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_cohort(tmp_path / "cohort", Language.EN)
    return tmp_path / "cohort"


def work(
    text: str,
    *,
    key: PrivateKey = LEARNER,
    name: str = "Amina",
    at: datetime = WHEN,
    files: dict[str, bytes] | None = None,
) -> bytes:
    """Return a submission of one notebook, whose only cell says `text`."""
    place = f"{EXERCISE}/round1"
    cell = {"cell_type": "code", "source": text, "metadata": {}}
    ours = {"konexio": {"exercise": EXERCISE}}
    notebook = json.dumps({"cells": [cell], "nbformat": 4, "metadata": ours}).encode()
    beside = {f"{place}/files/{one}": body for one, body in (files or {}).items()}
    bodies = {f"{place}/notebook.ipynb": notebook, **beside}
    first, *rest = (named(*one) for one in bodies.items())
    item = Item(exercise=EXERCISE, round=1, pack_version="1", notebook=first, files=tuple(rest))
    manifest = Submission(
        learner=Person(name=name, key=key.public.did),
        workspace="0" * 16,
        created=at,
        items=(item,),
    )
    return seal(manifest, bodies, key)


def laid(folder: Path, **files: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (folder / f"{name}.konexio").write_bytes(body)
    return folder


def take(cohort: Path, *sources: Path) -> Collected:
    with Store(cohort) as store:
        arriving = Arriving(cohort, read_settings(cohort), store, ALL)
        for source in sources:
            list(arriving.take(source))
    return arriving.collected


def counts(found: Collected) -> tuple[int, int, int]:
    return found.new, found.known, len(found.refused)


def codes(found: Collected) -> set[str]:
    return {note.code for note in found.notes}


def learners(cohort: Path) -> list[str]:
    with Store(cohort) as store:
        return sorted({one.learner for one in store.submissions()})


def written(cohort: Path, pages: Path = Path("none")) -> list[Letter]:
    with Store(cohort) as store:
        settings = read_settings(cohort)
        return list(letters(cohort, store, settings, "Kampala", pages))


def test_the_same_file_from_two_sticks_is_taken_once(folder: Path, tmp_path: Path) -> None:
    one = laid(tmp_path / "a", x=work("1"))
    two = laid(tmp_path / "b" / "Amina", copy=work("1"))
    assert counts(take(folder, one, two.parent)) == (1, 1, 0)
    assert counts(take(folder, one)) == (0, 1, 0)
    assert learners(folder) == ["Amina"]


def test_one_learner_with_two_laptops_is_one(folder: Path, tmp_path: Path) -> None:
    """The copied workspace has the same key; the name may be another by now."""
    old = laid(tmp_path / "old", x=work("1"))
    new = laid(tmp_path / "new", x=work("2", name="Amina B.", at=WHEN + timedelta(days=1)))
    found = take(folder, old, new)
    assert counts(found) == (2, 0, 0)
    assert learners(folder) == ["Amina"]
    assert codes(found) == {"collect-again"}
    (letter,) = written(folder)
    assert len(letter.receipt.items) == 2


def test_two_learners_with_one_name_are_two(folder: Path, tmp_path: Path) -> None:
    sources = laid(tmp_path / "a", x=work("1")), laid(tmp_path / "b", x=work("2", key=OTHER))
    found = take(folder, *sources)
    tail = OTHER.public.did[-6:]
    assert learners(folder) == ["Amina", f"Amina-{tail}"]
    (note,) = (note for note in found.notes if note.code == "collect-two-keys")
    assert (note.learner, note.fact) == (f"Amina-{tail}", f"Amina-{tail}")
    assert codes(take(folder, *reversed(sources))) == set()
    assert {letter.receipt.learner.key for letter in written(folder)} == {
        LEARNER.public.did,
        OTHER.public.did,
    }


@pytest.mark.parametrize("also", [f"Amina-{OTHER.public.did[-6:]}", OTHER.public.did])
def test_the_trainer_says_that_two_keys_are_one_person(
    folder: Path, tmp_path: Path, also: str
) -> None:
    sources = laid(tmp_path / "a", x=work("1")), laid(tmp_path / "b", x=work("2", key=OTHER))
    take(folder, *sources)
    (folder / "cohort.toml").write_text(
        f'format = 1\n[[learners]]\nid = "a1"\nname = "Amina"\nalso = ["{also}"]\n', "utf-8"
    )
    assert {letter.learner for letter in written(folder)} == {"a1"}
    third = laid(tmp_path / "c", x=work("3", key=OTHER), y=work("4"))
    assert codes(take(folder, third)) <= {"collect-again"}
    with Store(folder) as store:
        newest = {one.learner for one in store.submissions() if one.source.startswith(("x", "y"))}
    assert "a1" in newest
    assert len(written(folder)) == 2


def test_nobody_takes_the_place_of_another(folder: Path, tmp_path: Path) -> None:
    """A listed learner whose key is known does not lose their id to a namesake."""
    (folder / "cohort.toml").write_text(
        'format = 1\n[[learners]]\nid = "a1"\nname = "Amina"\n', "utf-8"
    )
    take(folder, laid(tmp_path / "first", x=work("1")))
    late = WHEN + timedelta(days=300)
    take(folder, laid(tmp_path / "second", x=work("mine now", key=OTHER, at=late)))
    assert learners(folder) == ["a1", f"a1-{OTHER.public.did[-6:]}"]


@pytest.mark.parametrize("name", ["", "..", "فاطمة", "=SUM(A1)", "a/b\\c", "\u202e"])
def test_any_name_has_a_folder(folder: Path, tmp_path: Path, name: str) -> None:
    found = take(folder, laid(tmp_path / "usb", x=work("1", name=name)))
    assert counts(found) == (1, 0, 0)
    assert len(list(collected_folder(folder).rglob("*.ipynb"))) == 1
    (letter,) = written(folder)
    assert letter.file == Path(letter.file).name


def test_the_files_of_a_task_lie_beside_its_notebook(folder: Path, tmp_path: Path) -> None:
    take(folder, laid(tmp_path / "usb", x=work("1", files={"quote.yaml": b"a", "sub/b.csv": b"b"})))
    (notebook,) = collected_folder(folder).rglob("*.ipynb")
    assert (notebook.parent / "files" / "quote.yaml").read_bytes() == b"a"
    assert (notebook.parent / "files" / "sub" / "b.csv").read_bytes() == b"b"


def test_what_is_damaged_or_foreign_is_noted_and_the_rest_is_taken(
    folder: Path, tmp_path: Path
) -> None:
    good = work("1")
    usb = laid(
        tmp_path / "usb",
        good=good,
        cut=good[: len(good) // 2],
        text=b"Hello",
        answer=seal(receipt(), {}, TRAINER),
    )
    found = take(folder, usb)
    assert counts(found) == (1, 0, 3)
    told = {one.code for one in found.refused}
    assert told == {"archive-damaged", "exchange-not-one", "collect-answer"}


def test_an_older_version_that_comes_late_does_not_count(folder: Path, tmp_path: Path) -> None:
    old, new = work("old"), work("new", at=WHEN + timedelta(hours=1))
    take(folder, laid(tmp_path / "a", x=new))
    assert codes(take(folder, laid(tmp_path / "b", x=old))) == {"collect-again"}
    with Store(folder) as store:
        at = {one.at for one in store.submissions()}
    assert at == {WHEN, WHEN + timedelta(hours=1)}


def test_a_clock_that_runs_ahead_tells_no_time(folder: Path, tmp_path: Path) -> None:
    take(folder, laid(tmp_path / "usb", x=work("1", at=datetime(2099, 1, 1, tzinfo=UTC))))
    with Store(folder) as store:
        (seen,) = store.submissions()
    assert not seen.timed
    assert seen.at < datetime(2099, 1, 1, tzinfo=UTC)


def test_a_single_file_and_a_zip_of_files(folder: Path, tmp_path: Path) -> None:
    usb = laid(tmp_path / "usb", x=work("1"), y=work("2", key=OTHER, name="Fatima"))
    assert counts(take(folder, usb / "x.konexio")) == (1, 0, 0)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in usb.iterdir():
            archive.write(path, f"Class/{path.name}")
    assert counts(take(folder, tmp_path / "all.zip")) == (1, 1, 0)
    assert learners(folder) == ["Amina", "Fatima"]
    (tmp_path / "mail").mkdir()
    (tmp_path / "all.zip").rename(tmp_path / "mail" / "all.zip")
    assert counts(take(folder, tmp_path / "mail")) == (0, 2, 0)


def test_moodle_brings_signed_files_too(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr("Zoe_12345_assignsubmission_file_/x.konexio", work("1", name="Zo"))
        archive.writestr("Kim_12346_assignsubmission_file_/tidy-name.ipynb", b"{}")
    (folder / "cohort.toml").write_text(
        'format = 1\n[[learners]]\nid = "z1"\nname = "Zoe"\n[[learners]]\nid = "k1"\nname = "Kim"\n',
        "utf-8",
    )
    assert counts(take(folder, tmp_path / "moodle.zip")) == (2, 0, 0)
    assert learners(folder) == ["k1", "z1"]


@pytest.mark.skipif(not git_available(), reason="needs git")
def test_the_branches_of_a_repository(folder: Path, tmp_path: Path) -> None:
    shared = tmp_path / "class.git"
    subprocess.run(["git", "init", "-q", "--bare", shared], check=True)
    for key, name in ((LEARNER, "Amina"), (OTHER, "Fatima")):
        body = work("1", key=key, name=name)
        push(str(shared), Person(name=name, key=key.public.did), "x.konexio", body)
    assert counts(take(folder, shared)) == (2, 0, 0)
    assert counts(take(folder, shared)) == (0, 2, 0)
    assert learners(folder) == ["Amina", "Fatima"]


def graded(cohort: Path, points: int, grader: str = "b") -> None:
    """Keep a grade of everything that lies in the cohort."""
    with Store(cohort) as store:
        lines = [
            (
                seen,
                Line(
                    *(seen.learner, seen.file, EXERCISE),
                    verdict="passed",
                    points=points,
                    possible=6,
                    evidence="trainer-graded",
                    submission_sha256=seen.sha256,
                    grader_sha256=grader * 64,
                    goals={"dates": "passed", "tone": "passed", "wish": "failed"},
                    proofs={"dates": "tests", "tone": "numbers", "wish": "tests"},
                    notes=["judged-goal:tone"],
                ),
            )
            for seen in store.submissions()
        ]
        store.keep(lines)


def test_a_receipt_then_marks_and_a_page(folder: Path, tmp_path: Path) -> None:
    usb = laid(tmp_path / "usb", x=work("1"), y=work("2", key=OTHER, name="Fatima"))
    take(folder, usb)
    assert {letter.receipt.kind for letter in written(folder)} == {"receipt"}
    graded(folder, 4)
    pages = tmp_path / "feedback"
    pages.mkdir()
    (pages / "Amina.html").write_text("<p>Bravo", "utf-8")
    signed = credentials_folder(folder, "Amina")
    signed.mkdir(parents=True)
    for name in ("c1-x.jwt", "issuer.json", "verify.html"):
        (signed / name).write_text(name, "utf-8")
    amina, fatima = written(folder, pages)
    assert (amina.receipt.kind, fatima.receipt.kind) == ("feedback", "feedback")
    assert [one.mark.points for one in amina.receipt.items if one.mark] == [4]
    path = tmp_path / amina.file
    path.write_bytes(amina.body)
    opened = open_container(path)
    assert dict(opened.files) == {
        "credentials/c1-x.jwt": b"c1-x.jwt",
        "credentials/issuer.json": b"issuer.json",
        "feedback.html": b"<p>Bravo",
    }
    assert isinstance(opened.manifest, Receipt)
    goals = [one.mark.goals for one in opened.manifest.items if one.mark]
    assert goals == [{"dates": "tests", "tone": "trainer"}]
    assert opened.manifest.learner.key == LEARNER.public.did
    assert fatima.receipt.files == ()


def test_of_two_versions_the_one_that_counts_is_told_last(folder: Path, tmp_path: Path) -> None:
    later = WHEN + timedelta(hours=1)
    for number in range(4):  # whatever order their sums have
        texts = (f"first {number}", f"second {number}")
        usb = tmp_path / f"usb{number}"
        name = f"Learner {number}"
        key = new_key()
        old = work(texts[0], key=key, name=name)
        new = work(texts[1], key=key, name=name, at=later)
        take(folder, laid(usb, a_new=new, b_old=old))
    graded(folder, 4)
    with Store(folder) as store:
        counting = {one.seen.sha256 for one in store.all() if one.counts}
    assert len(counting) == 4
    assert {letter.receipt.items[-1].sha256 for letter in written(folder)} == counting


def test_what_could_not_be_graded_is_received(folder: Path, tmp_path: Path) -> None:
    take(folder, laid(tmp_path / "usb", x=work("1")))
    with Store(folder) as store:
        (seen,) = store.submissions()
        broken = Line(seen.learner, seen.file, problem="grading-lost")
        store.keep([(seen, replace(broken, submission_sha256=seen.sha256))])
    (letter,) = written(folder)
    assert letter.receipt.kind == "receipt"


def test_the_cohort_has_one_key_for_ever(folder: Path, tmp_path: Path) -> None:
    take(folder, laid(tmp_path / "usb", x=work("1")))
    first = cohort_key(folder)
    assert cohort_key(folder) == first
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0
    (folder / KEY_FILE).write_text("{", "utf-8")
    with pytest.raises(KonexioError) as caught:
        cohort_key(folder)
    assert caught.value.code == "key-damaged"


def test_a_name_in_the_manifest_is_no_way_out(folder: Path, tmp_path: Path) -> None:
    """A signature makes no path harmless: a file that is named beside another's is no file here."""
    body = b"x"
    stray = File(name="elsewhere/x.csv", sha256=sha256(body), size=1)
    notebook = b"{}"
    item = Item(
        exercise=EXERCISE,
        round=1,
        pack_version="1",
        notebook=named(f"{EXERCISE}/round1/notebook.ipynb", notebook),
        files=(stray,),
    )
    manifest = Submission(
        learner=Person(name="Amina", key=LEARNER.public.did),
        workspace="0" * 16,
        created=WHEN,
        items=(item,),
    )
    files = {f"{EXERCISE}/round1/notebook.ipynb": notebook, "elsewhere/x.csv": body}
    take(folder, laid(tmp_path / "usb", x=seal(manifest, files, LEARNER)))
    assert [path.name for path in collected_folder(folder).rglob("*") if path.is_file()] == [
        "client-list-cleanup.ipynb"
    ]
