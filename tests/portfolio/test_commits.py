"""Commits hold exactly what they were asked to, and run nothing on the way."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.portfolio.commits import open_or_init
from konexio_cli.safegit import git_available

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not git_available(), reason="needs git and a POSIX shell"
)

WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def surroundings() -> Iterator[pytest.MonkeyPatch]:
    """Change the environment for one test; put back before the guards look."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "portfolio"
    (place / "deep").mkdir(parents=True)
    (place / "deep" / "one.txt").write_bytes(b"one\r\n")
    (place / "two.txt").write_text("two")
    return place


def git(folder: Path, *arguments: str) -> str:
    """Look in as the learner would, who has a name and no other settings."""
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder.parent)}
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_commit_holds_the_named_files_as_they_are(folder: Path) -> None:
    history = open_or_init(folder)
    assert history.log() == ()
    there = WHEN.astimezone(timezone(timedelta(hours=-3)))
    sha = history.commit(["deep/one.txt"], "First\n\nBody", "Ana", there)
    (commit,) = history.log()
    assert (commit.sha, commit.when, commit.subject) == (sha, WHEN, "First")
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD") == "deep/one.txt\n"
    assert history.committed("deep/one.txt") == "one\r"  # the last line end is cut, no other
    facts = git(folder, "log", "--format=%an|%cn|%ae|%ad|%cd|%b", "--date=iso-strict").strip()
    person = "Ana|Ana|learner@konexio.invalid"
    assert facts == f"{person}|2026-03-01T12:30:00+00:00|2026-03-01T12:30:00+00:00|Body"


def test_the_same_again_is_no_commit(folder: Path) -> None:
    history = open_or_init(folder)
    assert history.commit(["two.txt"], "First", "Ana", WHEN)
    assert open_or_init(folder).commit(["two.txt"], "Second", "Ana", WHEN) is None
    assert [commit.subject for commit in history.log()] == ["First"]


def test_a_file_that_is_gone_goes_and_the_newest_commit_is_first(folder: Path) -> None:
    history = open_or_init(folder)
    history.commit(["two.txt", "deep/one.txt"], "First", "Ana", WHEN)
    (folder / "two.txt").unlink()
    history.commit(["two.txt", "never-was.txt"], "Second", "Ana", WHEN)
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD") == "deep/one.txt\n"
    assert [commit.subject for commit in history.log()] == ["Second", "First"]


def test_what_a_learner_staged_and_committed_stays(folder: Path) -> None:
    history = open_or_init(folder)
    (folder / "mine.txt").write_text("mine")
    (folder / "staged.txt").write_text("staged")
    git(folder, "add", "mine.txt")
    git(folder, "commit", "--quiet", "-m", "Mine")
    git(folder, "add", "staged.txt")
    history.commit(["two.txt"], "Ours", "Ana", WHEN)
    assert git(folder, "show", "--format=", "--name-only", "HEAD") == "two.txt\n"
    assert git(folder, "status", "--porcelain") == "A  staged.txt\n?? deep/\n"
    git(folder, "checkout", "--quiet", "--detach")
    history.commit(["deep/one.txt"], "On no branch", "Ana", WHEN)
    assert [commit.subject for commit in history.log()] == ["On no branch", "Ours", "Mine"]


def test_uncommitted_names_what_differs(folder: Path) -> None:
    history = open_or_init(folder)
    paths = ("two.txt", "deep/one.txt")
    assert history.uncommitted(paths) == paths
    history.commit(paths, "First", "Ana", WHEN)
    assert history.uncommitted(paths) == ()
    assert history.uncommitted(()) == ()
    (folder / "two.txt").write_text("changed")
    assert history.uncommitted(paths) == ("two.txt",)
    assert history.committed("two.txt") == "two"
    assert history.committed("never-was.txt") == ""


def test_a_link_is_not_published(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret" / "key")
    (folder / "linked").symlink_to(tmp_path / "secret")
    open_or_init(folder).commit(["link", "linked/key", "two.txt"], "First", "Ana", WHEN)
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD") == "two.txt\n"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ana\nEvil: yes", "Ana Evil: yes"),
        ("--amend", "--amend"),
        ("-c core.hooksPath=/x", "-c core.hooksPath=/x"),
        ("\"quoted\" 'too'", "quoted\" 'too"),
        ("<a@b> \0\x1b[31m", "a@b [31m"),
        ("آنا ماريا", "آنا ماريا"),
        ("", "learner"),
        ("\n<>.,", "learner"),
        ("\ud800", "learner"),
    ],
)
def test_hostile_names_and_messages_are_only_text(folder: Path, name: str, kept: str) -> None:
    history = open_or_init(folder)
    assert history.commit(["two.txt"], f"--amend x {name}", name, WHEN)
    assert git(folder, "log", "--format=%an").strip() == kept
    assert git(folder, "log", "--format=%s").startswith("--amend x")
    assert "evil" not in (folder / ".git" / "config").read_text().lower()


def test_hostile_settings_of_the_folder_run_nothing(folder: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    history = open_or_init(folder)
    run = f"echo ran >> {canary}; cat"
    (tmp_path / "more").write_text(f'[filter "more"]\n\tclean = "{run}"\n')
    (folder / ".git" / "config").write_text(
        f'[core]\n\trepositoryformatversion = 0\n\tfsmonitor = "{run}"\n\tpager = "{run}"\n'
        f'\teditor = "{run}"\n\thooksPath = {folder}/.git/evil\n\tworktree = /\n'
        f"[commit]\n\tgpgSign = true\n[log]\n\tshowSignature = true\n"
        f"[gpg]\n\tprogram = {tmp_path}/evil\n"
        f'[filter "evil"]\n\tclean = "{run}"\n\tsmudge = "{run}"\n\trequired = true\n'
        f'[include]\n\tpath = {tmp_path}/more\n[includeIf "gitdir:/"]\n\tpath = {tmp_path}/more\n'
        f"[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\tpromisor = true\n\turl = ext::{run}\n\tuploadpack = "{run}"\n'
    )
    (folder / ".gitattributes").write_text("*.txt filter=evil diff=evil\n*.md filter=more\n")
    (folder / ".git" / "evil").mkdir()
    hooks = "pre-commit commit-msg post-commit post-checkout reference-transaction"
    hooked = [folder / ".git" / "evil" / name for name in (*hooks.split(), "post-index-change")]
    for script in (tmp_path / "evil", *hooked):
        script.write_text(f"#!/bin/sh\n{run}\n")
        script.chmod(0o755)
    # The trap works: git falls into it.
    git(folder, "-c", "core.worktree=" + str(folder), "status")
    assert canary.exists()
    canary.unlink()

    history.commit([".gitattributes", "two.txt"], "First", "Ana", WHEN)
    (folder / "two.txt").write_text("changed")
    assert history.uncommitted(["two.txt"]) == ("two.txt",)
    history = open_or_init(folder)
    history.commit(["two.txt"], "Second", "Ana", WHEN)
    assert history.committed("two.txt") == "changed"
    assert [commit.subject for commit in history.log()] == ["Second", "First"]
    assert not canary.exists()


def test_settings_and_ignore_lists_of_the_user_are_not_read(
    folder: Path, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "post-commit").write_text(f"#!/bin/sh\ntouch {tmp_path}/canary\n")
    (hooks / "post-commit").chmod(0o755)
    (tmp_path / ".gitconfig").write_text(
        f"[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = /nothing\n[core]\n\thooksPath = {hooks}\n"
        f"\texcludesFile = {tmp_path}/ignored\n[user]\n\tname = Someone Else\n"
        f"[init]\n\tdefaultBranch = other\n[core\n broken"
    )
    (tmp_path / "ignored").write_text("*\n")
    surroundings.setenv("HOME", str(tmp_path))
    surroundings.setenv("GIT_AUTHOR_NAME", "Someone Else")
    surroundings.setenv("GIT_COMMITTER_DATE", "2001-01-01T00:00:00Z")
    history = open_or_init(folder)
    history.commit(["two.txt"], "First", "Ana", WHEN)
    assert (folder / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert [commit.when for commit in history.log()] == [WHEN]
    raw = (tmp_path / ".gitconfig").rename(tmp_path / "aside")
    assert raw.exists()
    assert git(folder, "log", "--format=%an %cn %G?").strip() == "Ana Ana N"
    assert not (tmp_path / "canary").exists()


def test_inside_a_git_hook_the_other_repository_is_left_alone(
    folder: Path, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    before = sorted((other / ".git").rglob("*"))
    surroundings.setenv("GIT_DIR", str(other / ".git"))
    surroundings.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    surroundings.setenv("GIT_WORK_TREE", str(other))
    surroundings.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git" / "objects"))
    history = open_or_init(folder)
    assert history.commit(["two.txt"], "First", "Ana", WHEN)
    assert len(history.log()) == 1
    assert sorted((other / ".git").rglob("*")) == before


def test_a_folder_inside_another_repository_has_its_own_history(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "portfolio").mkdir()
    (tmp_path / "portfolio" / "file").touch()
    open_or_init(tmp_path / "portfolio").commit(["file"], "First", "Ana", WHEN)
    assert (tmp_path / "portfolio" / ".git" / "refs" / "heads" / "main").is_file()
    assert not (tmp_path / ".git" / "refs" / "heads" / "main").exists()


def test_a_broken_repository_is_told_and_a_busy_index_does_not_matter(folder: Path) -> None:
    history = open_or_init(folder)
    (folder / ".git" / "index.lock").touch()
    assert history.commit(["two.txt"], "First", "Ana", WHEN)
    (folder / ".git" / "HEAD").write_text("nonsense")
    with pytest.raises(KonexioError) as caught:
        history.commit(["two.txt"], "Second", "Ana", WHEN)
    assert (caught.value.code, caught.value.exit_code) == ("history-failed", Exit.MACHINE)
    assert caught.value.facts["folder"] == folder
    assert str(caught.value.facts["why"]).startswith("fatal: ")


def test_without_git(folder: Path, tmp_path: Path, surroundings: pytest.MonkeyPatch) -> None:
    surroundings.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(KonexioError) as caught:
        open_or_init(folder)
    assert caught.value.code == "git-missing"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KonexioError) as caught:
        open_or_init(tmp_path / "file")
    assert caught.value.code == "file-unwritable"
