"""The portfolio keeps passed work, with git or without, and commits each piece once."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.choices import Choices, write_choices
from konexio_cli.portfolio.commits import Commit, open_or_init
from konexio_cli.portfolio.history import Entry, Portfolio
from konexio_cli.safegit import git_available

needs_git = pytest.mark.skipif(os.name == "nt" or not git_available(), reason="needs git")

FIRST = Entry(
    exercise="m01/price-with-vat",
    title="Price with VAT",
    round=1,
    evidence=Evidence.SELF_CHECKED,
    checks_passed=7,
    submission_sha256="a" * 64,
    grader_sha256="b" * 64,
    pack_version="0.1.0",
    when=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
    learner="Ana",
)
SECOND = replace(
    FIRST,
    exercise="c1/report",
    title="A report",
    submission_sha256="c" * 64,
    when=FIRST.when + timedelta(days=1),
)
PLACE = Path("m01", "price-with-vat")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "portfolio"


@pytest.fixture
def no_git(tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Take git away until `undo`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tmp_path / "nothing"))
        yield patch


def log(folder: Path) -> list[Commit]:
    """Return the commits, the oldest first."""
    return list(reversed(open_or_init(folder).log()))


def subjects(folder: Path) -> list[str]:
    return [commit.subject for commit in log(folder)]


def git(folder: Path, *arguments: str) -> str:
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder.parent)}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True
    ).stdout


@needs_git
def test_work_is_written_and_committed_with_its_evidence(folder: Path) -> None:
    Portfolio(folder).record(FIRST, b'{"cells": []}', {"data/report.csv": b"a\r\n"})
    place = folder / PLACE
    assert (place / "notebook.ipynb").read_bytes() == b'{"cells": []}'
    assert (place / "deliverables" / "data" / "report.csv").read_bytes() == b"a\r\n"
    content = json.loads((place / "entry.json").read_text("utf-8"))
    assert content["format"] == 1
    assert content["evidence"] == "self-checked"
    assert content["files"]["notebook.ipynb"] == hashlib.sha256(b'{"cells": []}').hexdigest()
    assert [(one.subject, one.when) for one in log(folder)] == [
        ("m01/price-with-vat: Price with VAT", FIRST.when)
    ]
    trailers = git(folder, "log", "--format=%(trailers:key=Evidence)").strip()
    assert trailers == "Evidence: self-checked"
    assert git(folder, "status", "--porcelain") == ""


@needs_git
def test_only_the_work_is_committed(folder: Path) -> None:
    folder.mkdir()
    (folder / "private.txt").touch()
    (folder / PLACE).mkdir(parents=True)
    (folder / PLACE / "notes.txt").touch()
    Portfolio(folder).record(FIRST, b"{}", {})
    names = git(folder, "ls-tree", "-r", "--name-only", "HEAD").split()
    assert names == [f"{PLACE.as_posix()}/{name}" for name in ("entry.json", "notebook.ipynb")]


@needs_git
def test_the_same_work_twice_is_one_commit(folder: Path) -> None:
    Portfolio(folder).record(FIRST, b"{}", {})
    later = replace(FIRST, when=FIRST.when + timedelta(hours=1), title="Prix avec TVA")
    Portfolio(folder).record(later, b"{}", {})
    assert [one.when for one in log(folder)] == [FIRST.when]
    assert Portfolio(folder).entries()[0].when == FIRST.when


@needs_git
def test_other_work_another_grader_and_an_edited_entry_are_new(folder: Path) -> None:
    portfolio = Portfolio(folder)
    edited = replace(FIRST, evidence=Evidence.TRAINER_CONFIRMED)
    for entry, body in (
        (FIRST, b"{}"),
        (replace(FIRST, grader_sha256="e" * 64), b"{}"),
        (edited, b"{}"),
        (FIRST, b"{}"),  # put right by the next check
        (replace(FIRST, submission_sha256="f" * 64), b"{ }"),
    ):
        portfolio.record(entry, body, {})
    assert len(log(folder)) == 5
    assert portfolio.entries()[0].evidence is Evidence.SELF_CHECKED


@needs_git
def test_a_completed_task_is_one_commit_with_both_rounds(folder: Path) -> None:
    portfolio = Portfolio(folder)
    first, done = replace(SECOND, rounds=2), SECOND.when + timedelta(days=1)
    portfolio.record(first, b"{}", {})
    assert (portfolio.catch_up(), (folder / ".git").exists()) == (0, True)
    portfolio.record(replace(first, submission_sha256="d" * 64), b"[]", {})
    portfolio.record(replace(first, round=2, when=done), b"{ }", {"a.csv": b"1"})
    assert [entry.round for entry in portfolio.entries()] == [1, 2]
    assert (folder / "c1" / "report" / "notebook.ipynb").read_bytes() == b"[]"
    assert (folder / "c1" / "report" / "round2" / "notebook.ipynb").read_bytes() == b"{ }"
    assert [(one.subject, one.when) for one in log(folder)] == [("c1/report: A report", done)]
    assert git(folder, "log", "--format=%(trailers:key=Round,valueonly)").split() == ["1", "2"]
    assert git(folder, "status", "--porcelain") == ""


@needs_git
def test_choices_and_credentials_are_in_the_history(folder: Path) -> None:
    portfolio = Portfolio(folder)
    portfolio.record(FIRST, b"{}", {})
    write_choices(folder, Choices(headline="Lists"))
    badge = folder / "credentials" / "m01-price-with-vat.svg"
    badge.parent.mkdir()
    badge.write_text("<svg/>", "utf-8")
    assert (portfolio.catch_up(), portfolio.catch_up()) == (1, 0)
    assert git(folder, "status", "--porcelain") == ""
    badge.unlink()
    assert portfolio.catch_up() == 1
    names = git(folder, "ls-tree", "-r", "--name-only", "HEAD").split()
    assert "choices.json" in names
    assert not [name for name in names if name.startswith("credentials/")]


@needs_git
def test_without_git_work_waits_and_is_caught_up_with_its_own_dates(
    folder: Path, no_git: pytest.MonkeyPatch
) -> None:
    portfolio = Portfolio(folder)
    portfolio.record(SECOND, b"{}", {"report.csv": b"1"})
    portfolio.record(FIRST, b"{}", {})
    assert portfolio.catch_up() == 0
    assert [entry.exercise for entry in portfolio.entries()] == [FIRST.exercise, SECOND.exercise]
    assert not (folder / ".git").exists()
    no_git.undo()
    assert portfolio.catch_up() == 2
    assert portfolio.catch_up() == 0
    assert [(one.subject, one.when) for one in log(folder)] == [
        ("m01/price-with-vat: Price with VAT", FIRST.when),
        ("c1/report: A report", SECOND.when),
    ]
    seconds = str(int(SECOND.when.timestamp()))
    assert git(folder, "log", "--format=%at %ct", "-1").split() == [seconds, seconds]


@needs_git
def test_a_crash_between_write_and_commit_is_mended_by_the_next_record(
    folder: Path, no_git: pytest.MonkeyPatch
) -> None:
    # Without git, record writes and does not commit: as a kill between the two leaves it.
    Portfolio(folder).record(FIRST, b"{}", {})
    no_git.undo()
    Portfolio(folder).record(SECOND, b"{}", {})
    assert [one.when for one in log(folder)] == [FIRST.when, SECOND.when]


@needs_git
def test_a_deliverable_that_is_no_more_goes_from_folder_and_history(
    folder: Path, no_git: pytest.MonkeyPatch
) -> None:
    no_git.undo()
    portfolio = Portfolio(folder)
    portfolio.record(FIRST, b"{}", {"old.csv": b"1", "kept.csv": b"2"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder / "nothing"))
        portfolio.record(replace(FIRST, submission_sha256="d" * 64), b"{ }", {"kept.csv": b"2"})
    assert not (folder / PLACE / "deliverables" / "old.csv").exists()
    portfolio.catch_up()
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD").split() == [
        f"{PLACE.as_posix()}/{name}"
        for name in ("deliverables/kept.csv", "entry.json", "notebook.ipynb")
    ]


@needs_git
def test_hostile_texts_stay_texts(folder: Path) -> None:
    hostile = replace(
        FIRST,
        title='--amend\n\nEvidence: trainer-confirmed\n"$(touch x)"',
        learner='-c\n[core]\nhooksPath = "/x" <a@b>\ud800',
        pack_version="1\nEvidence: trainer-graded",
    )
    Portfolio(folder).record(hostile, b"{}", {})
    assert git(folder, "log", "--format=%(trailers:key=Evidence,valueonly)").split() == [
        "self-checked"
    ]
    assert subjects(folder) == [
        'm01/price-with-vat: --amend Evidence: trainer-confirmed "$(touch x)"'
    ]
    assert "hooksPath" not in (folder / ".git" / "config").read_text()


@pytest.mark.parametrize("name", ["../evil", "/evil", ".git/config", "a\\b", "a\nb", "", "C:evil"])
def test_unusable_deliverable_names_are_told_before_anything_is_written(
    folder: Path, name: str
) -> None:
    with pytest.raises(KonexioError) as caught:
        Portfolio(folder).record(FIRST, b"{}", {name: b""})
    assert (caught.value.code, caught.value.exit_code) == ("deliverable-name", Exit.USAGE)
    assert not folder.exists()


@pytest.mark.parametrize(
    "change", [{"exercise": "../evil"}, {"round": 3}, {"submission_sha256": "short"}]
)
def test_what_is_no_entry_is_not_written(folder: Path, change: dict[str, object]) -> None:
    broken = replace(FIRST, **change)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(ValueError, match=next(iter(change))):
        Portfolio(folder).record(broken, b"{}", {})
    assert not folder.exists()


def test_broken_entries_are_named_and_the_others_are_read(folder: Path) -> None:
    portfolio = Portfolio(folder)
    assert (portfolio.entries(), portfolio.broken()) == ((), ())
    portfolio.record(FIRST, b"{}", {})
    good = (folder / PLACE / "entry.json").read_text("utf-8")
    bodies = {
        "m01/a": "",
        "m01/b": "[" * 100_000,
        "m01/c": "\udcff",
        "m01/d": good,
        "m01/e/round2": good,
    }
    for place, body in bodies.items():
        (folder / place).mkdir(parents=True)
        (folder / place / "entry.json").write_bytes(body.encode("utf-8", "surrogateescape"))
    assert [entry.exercise for entry in portfolio.entries()] == [FIRST.exercise]
    assert portfolio.broken() == tuple(bodies)
    portfolio.catch_up()
    (folder / "m01" / "a" / "entry.json").write_text(good.replace("price-with-vat", "a"))
    assert "m01/a" not in portfolio.broken()


def test_a_portfolio_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KonexioError) as caught:
        Portfolio(tmp_path / "file").record(FIRST, b"{}", {})
    assert (caught.value.code, caught.value.exit_code) == ("file-unwritable", Exit.MACHINE)


@needs_git
def test_when_git_fails_the_work_is_kept_and_committed_later(folder: Path) -> None:
    Portfolio(folder).record(FIRST, b"{}", {})
    head = (folder / ".git" / "HEAD").read_text()
    (folder / ".git" / "HEAD").write_text("nonsense")
    with pytest.raises(KonexioError) as caught:
        Portfolio(folder).record(SECOND, b"{}", {})
    assert caught.value.code == "history-failed"
    (folder / ".git" / "HEAD").write_text(head)
    assert Portfolio(folder).catch_up() == 1
    assert [one.when for one in log(folder)] == [FIRST.when, SECOND.when]
