"""Courses fetched by git: only the files arrive, and nothing in them was run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from subprocess import TimeoutExpired

from konexio_cli.durable import regular_files
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.safegit import (
    GitFailed,
    is_address,
    need_git,
    places,
    run,
    scratch_folder,
    without_password,
)

_SECONDS = 300.0
_COMMAND = (
    *("clone", "--quiet", "--template=", "--depth=1", "--single-branch", "--no-tags"),
    *("--no-local", "--"),
)
_BUNDLE = re.compile(rb"# v[23] git bundle\n")


def clone(source: str, target: Path, seconds: float = _SECONDS) -> None:
    """Put the files of a repository's main branch into the new folder `target`.

    `source` is an https or ssh address, a bundle file, or a local repository; `target`
    does not become a repository itself. Raise KonexioError when the source is refused,
    missing or broken, takes longer than `seconds`, or there is no git.
    """
    shown = without_password(source)
    with scratch_folder() as scratch:
        origin, protocols = _origin(source, shown, scratch)
        need_git()
        # Git looks for the place of objects before it makes the clone's own.
        (scratch / "objects").mkdir()
        env = places(scratch / "clone", target) | {
            "GIT_OBJECT_DIRECTORY": str(scratch / "objects"),
            "GIT_ALLOW_PROTOCOL": protocols,
        }
        try:
            run(scratch, [*_COMMAND, origin, str(scratch / "clone")], env, seconds)
        except TimeoutExpired:
            raise KonexioError(
                "pull-timeout", Exit.SOURCE, source=shown, seconds=round(seconds)
            ) from None
        except GitFailed as problem:
            code = "pull-unreached" if problem.unreached else "pull-failed"
            raise KonexioError(code, Exit.SOURCE, source=shown, why=str(problem)) from None


def is_bundle(path: Path) -> bool:
    """Whether a file begins as git's bundles do."""
    with path.open("rb") as file:
        return _BUNDLE.match(file.read(16)) is not None


def _origin(source: str, shown: str, scratch: Path) -> tuple[str, str]:
    """Return what git may be told to clone, and the ways in which it may fetch that."""
    if is_address(source):
        return source, "https:ssh"
    if source.startswith("-") or "::" in source or "://" in source:
        raise KonexioError("source-refused", Exit.SOURCE, source=shown)
    path = _existing(source, shown)
    if path.is_file():
        if not is_bundle(path):
            raise KonexioError("source-not-bundle", Exit.SOURCE, source=shown)
        return str(path), "file"
    repository = path / ".git" if (path / ".git").is_dir() else path
    if not (repository / "HEAD").is_file():
        raise KonexioError("pull-no-course", Exit.SOURCE, source=shown)
    _copy_history(repository, scratch / "origin")
    return str(scratch / "origin"), "file"


def _existing(source: str, shown: str) -> Path:
    try:
        path = Path(source).expanduser().absolute()
        path.stat()
    except (OSError, RuntimeError, ValueError):  # missing, no such home, no path at all
        raise KonexioError("source-missing", Exit.SOURCE, source=shown) from None
    return path


def _copy_history(repository: Path, target: Path) -> None:
    """Copy what was committed, without settings, hooks and pointers to other places."""
    (target / "refs").mkdir(parents=True)
    (target / "objects").mkdir()
    for path in regular_files(repository):
        name = path.relative_to(repository)
        if name.parts[:2] == ("objects", "info"):
            continue
        if name.parts[0] in {"HEAD", "packed-refs", "shallow", "refs", "objects"}:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)
