"""Git runs with our settings alone, and its absence is no accident."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.safegit import GitFailed, git_available, need_git, run, without_password

pytestmark = pytest.mark.skipif(not git_available(), reason="needs git")


@pytest.fixture
def surroundings() -> Iterator[pytest.MonkeyPatch]:
    """Change the environment for one test; put back before the guards look."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def no_git(tmp_path: Path, surroundings: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    surroundings.setenv("PATH", str(tmp_path / "empty"))


def test_git_is_here() -> None:
    assert git_available()
    need_git()


@pytest.mark.usefixtures("no_git")
def test_git_is_missing() -> None:
    assert not git_available()
    with pytest.raises(KonexioError) as caught:
        need_git()
    assert (caught.value.code, caught.value.exit_code) == ("git-missing", Exit.MACHINE)
    assert caught.value.facts == {"oldest": "2.32"}


_FIRST = """
import os
from konexio_cli.safegit import git_available
before = dict(os.environ)
print(git_available())
assert dict(os.environ) == before
"""


@pytest.mark.parametrize("refresh", [None, "raise"])
def test_the_first_import_without_git_is_quiet(tmp_path: Path, refresh: str | None) -> None:
    env = (
        os.environ | {"PATH": str(tmp_path)} | ({"GIT_PYTHON_REFRESH": refresh} if refresh else {})
    )
    done = subprocess.run(
        [sys.executable, "-c", _FIRST], env=env, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for an old git")
def test_an_old_git_counts_as_none(tmp_path: Path, surroundings: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.31.8\n")
    (tmp_path / "git").chmod(0o755)
    surroundings.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert not git_available()


def test_neither_user_nor_system_nor_environment_sets_anything(
    tmp_path: Path, surroundings: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".gitconfig").write_text("[core]\n\thooksPath = /evil\n[alias]\n\tx = !evil\n")
    (tmp_path / ".config" / "git").mkdir(parents=True)
    (tmp_path / ".config" / "git" / "config").write_text("[alias]\n\ty = !evil\n")
    surroundings.setenv("HOME", str(tmp_path))
    surroundings.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    surroundings.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / ".gitconfig"))
    surroundings.setenv("GIT_CONFIG_PARAMETERS", "'core.hookspath=/evil'")
    surroundings.setenv("GIT_CONFIG_COUNT", "0")
    rows = run(tmp_path, ["config", "--list", "--show-scope"]).splitlines()
    assert f"command\tcore.hookspath={os.devnull}" in rows
    assert {row.partition("\t")[0] for row in rows} == {"command"}
    assert not [row for row in rows if "evil" in row]


def test_a_reason_is_one_printable_line_of_git(tmp_path: Path) -> None:
    with pytest.raises(GitFailed) as caught:
        run(tmp_path, ["cat-file", "blob", "HEAD:\x1b[31mred\nblue"])
    assert str(caught.value).startswith("fatal: ")
    assert str(caught.value).isprintable()


@pytest.mark.skipif(os.name == "nt", reason="an alias of git's needs a shell")
def test_a_time_limit_ends_git_and_its_helpers(tmp_path: Path) -> None:
    # Were a helper left, it would hold our pipe, and this test would take its 1,000 seconds.
    hang = "alias.hang=!sleep 1000 & sleep 1000"
    with pytest.raises(subprocess.TimeoutExpired):
        run(tmp_path, ["-c", hang, "hang"], seconds=1)


def test_passwords_are_not_shown() -> None:
    assert without_password("at https://me:secret@host/x.git:") == "at https://host/x.git:"
    assert without_password("git@host:x.git") == "git@host:x.git"
