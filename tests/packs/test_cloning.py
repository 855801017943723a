"""Cloning fetches files and runs nothing, whatever the source and the user's settings say."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.language import Language
from konexio_cli.packs.cloning import clone
from konexio_cli.reports.catalogue import Texts
from konexio_cli.safegit import git_available

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not git_available(), reason="needs git and a POSIX shell"
)

Git = Callable[..., str]


@pytest.fixture
def surroundings() -> Iterator[pytest.MonkeyPatch]:
    """Change the environment for one test; put back before the guards look."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git as a teacher would, without the settings of whoever runs these tests."""

    def run(folder: Path, *arguments: str, home: Path = tmp_path) -> str:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{role}_NAME": "T" for role in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{role}_EMAIL": "t@example.org" for role in ("AUTHOR", "COMMITTER")},
        }
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    return run


@pytest.fixture
def work(tmp_path: Path, git: Git) -> Path:
    """Give a work tree with two commits."""
    folder = tmp_path / "work"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=course")
    for text in ("old\n", "new\r\n"):
        (folder / "deep").mkdir(exist_ok=True)
        (folder / "deep" / "file.txt").write_bytes(text.encode())
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", text)
    return folder


@pytest.fixture
def bare(tmp_path: Path, work: Path, git: Git) -> Path:
    git(tmp_path, "clone", "--quiet", "--bare", str(work), "bare.git")
    return tmp_path / "bare.git"


def files_in(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def refusal(source: str, target: Path, seconds: float = 60) -> KonexioError:
    with pytest.raises(KonexioError) as caught:
        clone(source, target, seconds)
    assert caught.value.exit_code is Exit.SOURCE
    return caught.value


def test_a_bare_repository_gives_its_files_and_no_repository(bare: Path, tmp_path: Path) -> None:
    clone(str(bare), tmp_path / "target")
    assert files_in(tmp_path / "target") == ["deep/file.txt"]
    assert (tmp_path / "target" / "deep" / "file.txt").read_bytes() == b"new\r\n"


def test_a_packed_repository_too(bare: Path, git: Git, tmp_path: Path) -> None:
    git(bare, "gc", "--quiet")
    assert not list((bare / "refs" / "heads").iterdir())
    clone(str(bare), tmp_path / "target")
    assert files_in(tmp_path / "target") == ["deep/file.txt"]


def test_a_work_tree_gives_what_was_committed(work: Path, tmp_path: Path) -> None:
    (work / "uncommitted.txt").touch()
    clone(str(work), tmp_path / "target")
    assert files_in(tmp_path / "target") == ["deep/file.txt"]


def test_a_bundle(work: Path, git: Git, tmp_path: Path) -> None:
    git(work, "bundle", "create", "--quiet", str(tmp_path / "course.bundle"), "HEAD", "course")
    clone(str(tmp_path / "course.bundle"), tmp_path / "target")
    assert files_in(tmp_path / "target") == ["deep/file.txt"]


def test_a_bundle_that_is_none_or_damaged(work: Path, git: Git, tmp_path: Path) -> None:
    bundle = tmp_path / "course.bundle"
    # Git would follow this to a repository whose settings it would then obey.
    bundle.write_text(f"gitdir: {work}/.git\n")
    assert refusal(str(bundle), tmp_path / "target").code == "source-not-bundle"
    git(work, "bundle", "create", "--quiet", str(bundle), "HEAD", "course")
    bundle.write_bytes(bundle.read_bytes()[:-60])
    assert refusal(str(bundle), tmp_path / "target").code == "pull-failed"


@pytest.mark.parametrize(
    "source",
    [
        "ext::sh -c touch% {canary}",
        "ext://sh/-c/touch",
        "fd::3",
        "--upload-pack=touch {canary}",
        "-utouch {canary}",
        "--config=core.fsmonitor=touch",
        "ssh://-oProxyCommand=touch {canary}/x",
        "-oProxyCommand=touch@host:x",
        "-",
        "http://example.org/course.git",
        "git://example.org/course.git",
        "ftp://example.org/course.git",
        "file:///{canary}",
        "https://-host/course.git",
        "https:///course.git",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "HTTPS::https://example.org/x",
    ],
)
def test_refused_addresses_never_reach_git(source: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    problem = refusal(source.format(canary=canary), tmp_path / "target")
    assert problem.code == "source-refused"
    assert not canary.exists()
    assert not (tmp_path / "target").exists()


def test_a_missing_source(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "nothing"), tmp_path / "target").code == "source-missing"
    assert refusal(str(tmp_path), tmp_path / "target").code == "pull-no-course"


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("start", ["https://me:secret@", "https://", "ssh://git@", "ssh://"])
def test_an_unreachable_address_fails_without_its_password(
    start: str, closed_port: int, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    surroundings.setenv("NO_PROXY", "*")
    problem = refusal(f"{start}127.0.0.1:{closed_port}/course.git", tmp_path / "target")
    assert problem.code == "pull-unreached"
    what, after = Texts(Language.FR).error(problem)
    assert str(problem.facts["why"]) not in f"{what} {after}"  # git's words are for `--json`
    assert "secret" not in str(problem)
    assert f"127.0.0.1:{closed_port}/course.git" in str(problem.facts["source"])


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Give a port where connections are taken and never answered."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def test_a_silent_server_meets_the_time_limit(
    silent_port: int, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    surroundings.setenv("NO_PROXY", "*")
    problem = refusal(f"https://127.0.0.1:{silent_port}/x.git", tmp_path / "target", seconds=1)
    assert (problem.code, problem.facts["seconds"]) == ("pull-timeout", 1)


def test_without_git(bare: Path, tmp_path: Path, surroundings: pytest.MonkeyPatch) -> None:
    surroundings.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(KonexioError) as caught:
        clone(str(bare), tmp_path / "target")
    assert (caught.value.code, caught.value.exit_code) == ("git-missing", Exit.MACHINE)


def test_hostile_settings_of_the_user_are_not_read(
    bare: Path, work: Path, git: Git, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary"
    home = tmp_path / "home"
    hooks = home / "template" / "hooks"
    hooks.mkdir(parents=True)
    (hooks / "post-checkout").write_text(f"#!/bin/sh\necho hook >> {canary}\n")
    (hooks / "post-checkout").chmod(0o755)
    (home / "more").write_text(f'[filter "evil"]\n\tsmudge = "echo filter >> {canary}; cat"\n')
    (home / ".gitconfig").write_text(
        f"[init]\n\ttemplateDir = {home}/template\n"
        f'[includeIf "gitdir:/"]\n\tpath = {home}/more\n'
        f'[url "{tmp_path}/elsewhere/"]\n\tinsteadOf = "{tmp_path}/"\n'
    )
    (work / ".gitattributes").write_text("* filter=evil\n")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "a filter")
    git(work, "push", "--quiet", str(bare), "course")
    # The trap works: the same clone with these settings falls into it.
    shutil.copytree(bare, tmp_path / "elsewhere" / "bare.git")
    git(tmp_path, "clone", "--quiet", str(bare), "trapped", home=home)
    assert {"hook", "filter"} <= set(canary.read_text().split())
    canary.unlink()
    shutil.rmtree(tmp_path / "elsewhere")

    surroundings.setenv("HOME", str(home))
    clone(str(bare), tmp_path / "target")
    assert files_in(tmp_path / "target") == [".gitattributes", "deep/file.txt"]
    assert not canary.exists()


def test_hostile_settings_of_the_source_are_left_behind(bare: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    run = f"touch {canary}"
    (bare / "config").write_text(
        f"[core]\n\tbare = true\n\tfsmonitor = {run}\n\tsshCommand = {run}\n\thooksPath = {bare}\n"
        f"\talternateRefsCommand = {run}\n\tpager = {run}\n\tworktree = /\n"
        f"[uploadpack]\n\tpackObjectsHook = {run}\n[include]\n\tpath = {bare}/config\n"
        f"[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\tpromisor = true\n\turl = ext::{run}\n\tuploadpack = {run};\n'
        f'[url "ext::{run}"]\n\tinsteadOf = {tmp_path}\n'
    )
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "pre-push"):
        (bare / hook).write_text(f"#!/bin/sh\n{run}\n")
        (bare / hook).chmod(0o755)
    clone(str(bare), tmp_path / "target")
    assert files_in(tmp_path / "target") == ["deep/file.txt"]
    assert not canary.exists()


def test_a_missing_object_is_not_fetched_from_elsewhere(bare: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    (bare / "config").write_text(
        "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\tpromisor = true\n\turl = {bare}\n\tuploadpack = "touch {canary};"\n'
    )
    (tmp_path / "kept").mkdir()
    for folder in (bare / "objects").glob("??"):
        folder.rename(tmp_path / "kept" / folder.name)
    (bare / "objects" / "info").mkdir(exist_ok=True)
    (bare / "objects" / "info" / "alternates").write_text(f"{tmp_path}/kept\n")
    assert refusal(str(bare), tmp_path / "target").code == "pull-failed"
    assert not canary.exists()


def test_links_inside_a_repository_are_not_followed(bare: Path, tmp_path: Path) -> None:
    (bare / "objects").rename(tmp_path / "kept")
    (bare / "objects").symlink_to(tmp_path / "kept")
    assert refusal(str(bare), tmp_path / "target").code == "pull-failed"


def test_submodules_are_not_fetched(work: Path, bare: Path, git: Git, tmp_path: Path) -> None:
    allowed = ("-c", "protocol.file.allow=always")
    git(work, *allowed, "submodule", "--quiet", "add", str(bare), "part")
    git(work, "commit", "--quiet", "-m", "a submodule")
    clone(str(work), tmp_path / "target")
    assert files_in(tmp_path / "target") == [".gitmodules", "deep/file.txt"]
    assert not list((tmp_path / "target" / "part").iterdir())


def test_inside_a_git_hook_the_other_repository_is_left_alone(
    work: Path, bare: Path, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    before = (work / ".git" / "index").read_bytes()
    surroundings.setenv("GIT_DIR", str(work / ".git"))
    surroundings.setenv("GIT_INDEX_FILE", str(work / ".git" / "index"))
    surroundings.setenv("GIT_WORK_TREE", str(work))
    surroundings.setenv("GIT_OBJECT_DIRECTORY", str(work / ".git" / "objects"))
    clone(str(bare), tmp_path / "target")
    assert files_in(tmp_path / "target") == ["deep/file.txt"]
    assert (work / ".git" / "index").read_bytes() == before


def test_nothing_is_left_in_the_temporary_folder(
    bare: Path, tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    surroundings.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    clone(str(bare), tmp_path / "target")
    with contextlib.suppress(KonexioError):
        clone(str(tmp_path), tmp_path / "second")
    assert not list((tmp_path / "temporary").iterdir())
