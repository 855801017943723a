"""`cohort grade --collect`: what two commands do, in one."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from konexio_cli.cohort.store import Store
from konexio_cli.errors import Exit
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import environment, grade
from .making import Cohort
from .test_nights import VAT, fill, start, wait_for, wait_until
from .test_sources import laid

TEXTS = Texts(Language.EN)


@pytest.fixture
def sources(cohort: Cohort, tmp_path: Path) -> tuple[Path, ...]:
    """A class of which one file is damaged, and a download of Moodle's in which one comes again."""
    folder = fill(cohort, tmp_path / "class", 3)
    (folder / "learner 02" / "price-with-vat.ipynb").write_text("{", "utf-8")
    names = ("Amina Benali_7", "learner 01_8")
    files = {f"{one}_assignsubmission_file/x.ipynb": cohort.right(VAT, one) for one in names}
    return folder, laid(tmp_path / "moodle.zip", files)


def with_sources(*sources: Path) -> list[str]:
    return [word for one in sources for word in ("--collect", str(one))]


def collect(course: Path, cohort: Path, *sources: Path) -> subprocess.CompletedProcess[str]:
    words = (sys.executable, "-m", "konexio_cli", "cohort", "collect", *sources)
    return subprocess.run(
        [*map(str, words), "--cohort", str(cohort), "--exercises", str(course / "exercises")],
        capture_output=True,
        text=True,
        env=environment(cohort.parent / "elsewhere"),
        check=False,
    )


def kept(cohort: Path) -> list[object]:
    with Store(cohort) as store:
        return [*store.all(), *store.notes()]


def test_one_command_leaves_what_two_commands_leave(
    course: Path, tmp_path: Path, sources: tuple[Path, ...]
) -> None:
    done = grade(course, tmp_path / "one", tmp_path / "out", "-j", "2", *with_sources(*sources))
    collected = collect(course, tmp_path / "two", *sources)
    graded = grade(course, tmp_path / "two", tmp_path / "expected")
    assert (done.code, done.csv, done.json) == (0, graded.csv, graded.json)
    assert kept(tmp_path / "one") == kept(tmp_path / "two")
    told = collected.stdout.partition("→")[0].splitlines()
    assert told
    assert set(told) <= set(done.out.splitlines())


def test_again_nothing_is_collected_and_nothing_graded(
    course: Path, tmp_path: Path, sources: tuple[Path, ...]
) -> None:
    words = with_sources(*sources)
    first = grade(course, tmp_path / "one", tmp_path / "out", *words)
    again = grade(course, tmp_path / "one", tmp_path / "again", *words)
    assert (again.csv, again.json) == (first.csv, first.json)
    assert TEXTS.count("collect.known", 5) in again.out
    assert TEXTS.count("cohort.earlier", 4) in again.out  # the damaged one has no grade


def test_a_source_that_cannot_be_read_costs_no_other(
    course: Path, tmp_path: Path, sources: tuple[Path, ...]
) -> None:
    (tmp_path / "damaged.zip").write_bytes(b"PK no archive")
    bad = tmp_path / "damaged.zip"
    done = grade(course, tmp_path / "one", tmp_path / "out", *with_sources(bad, *sources))
    assert (done.code, len(done.rows)) == (Exit.NOT_YET, 5)
    assert str(bad) in done.out + done.err
    alone = grade(course, tmp_path / "other", tmp_path / "out", *with_sources(bad))
    assert alone.code == Exit.USAGE
    assert str(bad) in alone.err


def test_no_cohort_is_made_for_what_is_not_there(course: Path, tmp_path: Path) -> None:
    done = grade(course, tmp_path / "one", tmp_path / "out", "--collect", str(tmp_path / "none"))
    assert (done.code, "none" in done.err) == (Exit.USAGE, True)
    assert not (tmp_path / "one").exists()


def test_a_folder_of_notebooks_is_not_made_a_cohort(
    course: Path, tmp_path: Path, sources: tuple[Path, ...]
) -> None:
    folder, download = sources
    one = grade(course, folder, tmp_path / "out", "--collect", str(download))
    told = TEXTS.say("errors.cohort-of-notebooks.what", folder=folder)
    assert (one.code, told in one.err) == (Exit.USAGE, True)
    two = collect(course, folder, download)
    assert (two.returncode, told in two.stderr) == (Exit.USAGE, True)
    assert not (folder / "cohort.toml").exists()


@contextlib.contextmanager
def watching(
    course: Path, cohort: Path, out: Path, *sources: Path
) -> Iterator[subprocess.Popen[str]]:
    """Watch until the block ends, then end the watch, perhaps in the middle of a round."""
    with start(course, cohort, out, "--watch", *with_sources(*sources)) as run:
        yield run
        os.killpg(run.pid, signal.SIGINT)
        text, _ = run.communicate()
    assert run.returncode in {Exit.DONE, Exit.INTERRUPTED}, text
    assert "Traceback" not in text


def add(cohort: Cohort, folder: Path, learner: str) -> None:
    """Let a notebook of somebody's arrive in a folder, at once."""
    made = folder.parent / f"new {learner}"
    made.mkdir()
    (made / "price-with-vat.ipynb").write_text(cohort.right(VAT, repr(learner)), "utf-8")
    made.rename(folder / learner)


@pytest.fixture
def inbox(cohort: Cohort, tmp_path: Path) -> Path:
    """A folder in which the work of one learner lies."""
    (tmp_path / "inbox").mkdir()
    add(cohort, tmp_path / "inbox", "Amina")
    return tmp_path / "inbox"


on_posix = pytest.mark.skipif(os.name != "posix", reason="sends Ctrl-C to a group")


@on_posix
def test_watch_collects_what_arrives(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    (inbox := tmp_path / "inbox").mkdir()  # as it is in the evening
    stick = tmp_path / "stick"
    record = tmp_path / "out" / "grades.json"
    with watching(course, tmp_path / "one", tmp_path / "out", inbox, stick) as run:
        wait_for(run, record, 0)
        add(cohort, inbox, "amina")
        wait_for(run, record, 1)
        stick.mkdir()
        add(cohort, stick, "bilal")
        wait_for(run, record, 2)
        stick.rename(tmp_path / "pulled")
        stick.mkdir()
        add(cohort, stick, "chen")
        wait_for(run, record, 3)


@on_posix
def test_others_collect_beside_a_watch_that_collects(
    course: Path, cohort: Cohort, tmp_path: Path, inbox: Path
) -> None:
    (other := tmp_path / "other").mkdir()
    add(cohort, other, "bilal")
    record = tmp_path / "out" / "grades.json"
    with watching(course, tmp_path / "one", tmp_path / "out", inbox) as run:
        wait_for(run, record, 1)
        while collect(course, tmp_path / "one", other).returncode == Exit.MACHINE:
            time.sleep(0.1)  # the watch looks at what there is, a moment
        wait_for(run, record, 2)


@on_posix
def test_settings_that_are_half_written_end_no_watch(
    course: Path, cohort: Cohort, tmp_path: Path, inbox: Path
) -> None:
    book = tmp_path / "out" / "points.csv"
    record = tmp_path / "out" / "grades.json"
    with watching(course, tmp_path / "one", tmp_path / "out", inbox) as run:
        wait_for(run, record, 1)
        settings = tmp_path / "one" / "cohort.toml"
        settings.write_text("format = 1\n[[learners", "utf-8")
        time.sleep(1)
        add(cohort, inbox, "bilal")
        time.sleep(1)
        settings.write_text('format = 1\n[[learners]]\nid = "fern"\nname = "Amina"\n', "utf-8")
        wait_until(run, lambda: '"fern"' in book.read_text("utf-8"))
        wait_for(run, record, 2)


def test_a_learner_who_gets_a_name_keeps_the_grades(
    course: Path, tmp_path: Path, inbox: Path
) -> None:
    one = tmp_path / "one"
    grade(course, one, tmp_path / "out", *with_sources(inbox))
    (one / "cohort.toml").write_text('format = 1\n[[learners]]\nid = "fern"\nname = "Amina"\n')
    words = (sys.executable, "-m", "konexio_cli", "cohort", "gradebook", one, "--out", "now")
    subprocess.run(
        [*map(str, words), "--exercises", str(course / "exercises")],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env=environment(tmp_path / "elsewhere"),
    )
    points = (tmp_path / "now" / "points.csv").read_text("utf-8").splitlines()
    assert points[1:] == ['"fern","4","4"']
    again = grade(course, one, tmp_path / "out", *with_sources(inbox))
    assert TEXTS.count("cohort.earlier", 1) in again.out
    (one / "cohort.toml").write_text('format = 1\n[[learners]]\nid = "moss"\nname = "Amina"\n')
    again = grade(course, one, tmp_path / "out", *with_sources(inbox))
    assert {row["learner"] for row in again.rows} == {"moss"}
    assert len(again.rows) == 1


def test_a_cohort_collects_another_one(
    course: Path, cohort: Cohort, tmp_path: Path, inbox: Path
) -> None:
    add(cohort, inbox, "Bilal")
    untimed = laid(tmp_path / "Chen.zip", {"price-with-vat.ipynb": cohort.right(VAT, "'Chen'")})
    first = grade(course, tmp_path / "one", tmp_path / "out", *with_sources(inbox, untimed))
    for source in (tmp_path / "one", tmp_path / "one" / "submissions"):
        joined = grade(
            course, tmp_path / f"of {source.name}", tmp_path / "new", *with_sources(source)
        )
        assert (joined.csv, joined.json) == (first.csv, first.json)


def test_what_waits_for_its_grade_has_none(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    folder = fill(cohort, tmp_path / "class", 2)
    done = grade(course, folder, tmp_path / "out", "--exercise", "tidy-name")
    row = next(line for line in done.out.splitlines() if TEXTS.say("cohort.unknown") in line)
    assert row.split()[-3:] == ["0", "0", "2"]


def test_a_source_too_many_is_told_how_to_name_it(course: Path, tmp_path: Path) -> None:
    done = grade(course, tmp_path / "one", tmp_path / "out", "--collect", "a.zip", "b.zip")
    assert (done.code, "b.zip" in done.err) == (Exit.USAGE, True)
    assert TEXTS.say("errors.argument-extra-option.next", option="--collect") in done.err
