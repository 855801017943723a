"""`cohort grade --collect`: what two commands do, in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from konexio_cli.cohort.store import Store
from konexio_cli.errors import Exit
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

from .conftest import environment, grade
from .making import Cohort
from .test_nights import VAT, fill, start, wait_for
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


@pytest.mark.skipif(os.name != "posix", reason="sends Ctrl-C to a group")
def test_watch_collects_what_arrives(course: Path, cohort: Cohort, tmp_path: Path) -> None:
    inbox = fill(cohort, tmp_path / "inbox", 1)
    record = tmp_path / "out" / "grades.json"
    with start(course, tmp_path / "one", tmp_path / "out", "--watch", *with_sources(inbox)) as run:
        wait_for(run, record, 1)
        fill(cohort, tmp_path / "later", 3)
        (tmp_path / "later" / "learner 02").rename(inbox / "learner 02")
        wait_for(run, record, 2)
        os.killpg(run.pid, signal.SIGINT)
        text, _ = run.communicate()
    assert run.returncode == 0, text
