"""Real git and real bare repositories: a branch per learner, and nothing of theirs is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.exchange.branches import branch_of, containers, push
from konexio_cli.exchange.manifest import Person
from konexio_cli.exchange.remote import is_repository
from konexio_cli.safegit import git_available

from .making import LEARNER, OTHER

pytestmark = pytest.mark.skipif(not git_available(), reason="needs git")

AMINA = Person(name="Amina O'Neil", key=LEARNER.public.did)
FATIMA = Person(name="فاطمة ../~^:?*[\\@{", key=OTHER.public.did)
_HOOKS = (
    *("pre-receive", "update", "post-receive", "post-update", "reference-transaction"),
    *("pre-push", "proc-receive", "push-to-checkout", "pre-auto-gc"),
)


def git(*arguments: str | Path) -> str:
    done = subprocess.run(
        ["git", *map(str, arguments)], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a bare repository on a shared drive."""
    git("init", "-q", "--bare", tmp_path / "class.git")
    return tmp_path / "class.git"


@pytest.fixture
def hostile(shared: Path, tmp_path: Path) -> Path:
    """Return one whose hooks and settings all leave a mark when they run."""
    for name in _HOOKS:
        hook = shared / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran-{name}'\n", "utf-8")
        hook.chmod(0o755)
    for name in ("core.alternateRefsCommand", "uploadpack.packObjectsHook", "core.fsmonitor"):
        git("-C", shared, "config", name, f"touch '{tmp_path}/ran-{name}'; true")
    git("init", "-q", "--bare", tmp_path / "other.git")
    (shared / "objects" / "info").mkdir(exist_ok=True)
    (shared / "objects/info/alternates").write_text(f"{tmp_path}/other.git/objects\n", "utf-8")
    return shared


def marks(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("ran-*"))


def test_work_comes_back_from_each_learners_branch(shared: Path) -> None:
    binary = bytes(range(256)) + b"\n\n"
    assert is_repository(shared)
    branch = push(str(shared), AMINA, "a.konexio", binary)
    assert branch.startswith("konexio/Amina-O-Neil-")
    assert push(str(shared), AMINA, "b.konexio", b"") == branch
    push(str(shared), FATIMA, "a.konexio", b"hers")
    assert dict(containers(str(shared))) == {
        f"{branch_of(AMINA)}/a.konexio": binary,
        f"{branch_of(AMINA)}/b.konexio": b"",
        f"{branch_of(FATIMA)}/a.konexio": b"hers",
    }
    assert git("-C", shared, "rev-list", "--count", branch) == "2"


def test_the_same_file_may_be_pushed_twice(shared: Path) -> None:
    for _ in range(2):
        push(str(shared), AMINA, "a.konexio", b"x")
    assert [body for _, body in containers(str(shared))] == [b"x"]


def test_nothing_of_a_shared_folder_runs(hostile: Path, tmp_path: Path) -> None:
    push(str(hostile), AMINA, "a.konexio", b"x")
    push(str(hostile), AMINA, "b.konexio", b"y")
    assert len(list(containers(str(hostile)))) == 2
    assert marks(tmp_path) == []
    # An ordinary push of the same repository runs them: the trap is set.
    git("clone", "-q", hostile, tmp_path / "clone")
    clone = tmp_path / "clone"
    author = ("-c", "user.name=x", "-c", "user.email=x@x.invalid")
    git("-C", clone, *author, "commit", "-q", "--allow-empty", "-m", "x")
    git("-C", clone, "push", "-q", "origin", "HEAD:refs/heads/x")
    assert {"ran-pre-receive", "ran-post-receive", "ran-update"} <= set(marks(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root gives it away")
def test_a_repository_of_another_user_is_used(shared: Path) -> None:
    for path in (shared, *shared.rglob("*")):
        os.chown(path, 1234, 1234)
    push(str(shared), AMINA, "a.konexio", b"x")
    assert [body for _, body in containers(str(shared))] == [b"x"]


def test_other_branches_and_other_files_are_left_alone(shared: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git("clone", "-q", shared, clone)
    (clone / "notes.txt").write_text("x", "utf-8")
    (clone / "far").mkdir()
    (clone / "far" / "c.konexio").write_bytes(b"c")
    author = ("-c", "user.name=x", "-c", "user.email=x@x.invalid")
    git("-C", clone, "add", ".")
    git("-C", clone, *author, "commit", "-q", "-m", "x")
    git("-C", clone, "push", "-q", "origin", "HEAD:refs/heads/main")
    git("-C", clone, "push", "-q", "origin", f"HEAD:refs/heads/konexio/{branch_of(AMINA)}")
    before = git("-C", shared, "rev-parse", "main")
    push(str(shared), AMINA, "a.konexio", b"x")
    assert git("-C", shared, "rev-parse", "main") == before
    assert dict(containers(str(shared))) == {
        f"{branch_of(AMINA)}/a.konexio": b"x",
        f"{branch_of(AMINA)}/far/c.konexio": b"c",
    }
    listed = git("-C", shared, "ls-tree", "--name-only", f"konexio/{branch_of(AMINA)}")
    assert listed.splitlines() == ["a.konexio", "far", "notes.txt"]


@pytest.mark.parametrize("name", ["", "..", "a" * 500, "x.lock", "=SUM(A1)", "\u202e\x00", "-"])
def test_any_name_gives_a_branch(shared: Path, name: str) -> None:
    push(str(shared), Person(name=name[:300], key=LEARNER.public.did), "a.konexio", b"x")
    assert len(list(containers(str(shared)))) == 1


def test_what_git_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "objects").mkdir()
    (tmp_path / "refs").mkdir()
    (tmp_path / "HEAD").write_text("garbage\n", "utf-8")
    with pytest.raises(KonexioError) as caught:
        push(str(tmp_path), AMINA, "a.konexio", b"x")
    assert (caught.value.code, caught.value.exit_code) == ("exchange-git", Exit.SOURCE)
    assert caught.value.facts["source"] == str(tmp_path)


def test_a_password_is_never_told() -> None:
    with pytest.raises(KonexioError) as caught:
        push("https://me:secret@127.0.0.1:1/x.git", AMINA, "a.konexio", b"x", seconds=30)
    assert caught.value.code == "exchange-unreached"
    assert "secret" not in str(caught.value)
    assert "me:" not in str(caught.value)


def test_a_time_limit_holds(shared: Path) -> None:
    with pytest.raises(KonexioError) as caught:
        push(str(shared), AMINA, "a.konexio", b"x", seconds=0.001)
    assert caught.value.code == "exchange-git-slow"
