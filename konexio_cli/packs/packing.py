"""Archives of our own: the same files give the same bytes, on any day and any machine."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from subprocess import TimeoutExpired

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.safegit import GitFailed, need_git, places, run, scratch_folder

# The oldest moment that a zip file can name.
_WHEN = (1980, 1, 1, 0, 0, 0)
_SECONDS = 300.0
_WHO = {
    f"GIT_{role}_{fact}": text
    for role in ("AUTHOR", "COMMITTER")
    for fact, text in (
        ("NAME", "konexio pack publish"),
        ("EMAIL", "publish@konexio.invalid"),
        ("DATE", "@315532800 +0000"),  # the same moment, as git counts
    )
}
# Threads share the work as chance has it; versions of zlib and of git's search for
# differences press the same text into other bytes. So nothing is searched or pressed.
_ONE_WAY = (
    *("-c", "pack.threads=1", "-c", "pack.window=0", "-c", "core.compression=0"),
    *("-c", "core.fileMode=false", "-c", "core.ignoreCase=false", "-c", "core.fsync=none"),
    *("-c", "core.symlinks=false", "-c", "core.precomposeUnicode=false"),
)
_BRANCH = "main"


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file of `files`: sorted, of one time and mode, and not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system = 3  # Unix, on Windows too
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, body, zipfile.ZIP_STORED)
    return out.getvalue()


def bundle_of(files: Mapping[str, bytes], message: str) -> bytes:
    """Return a git bundle whose only commit holds `files`.

    Raise KonexioError when git is missing or fails.
    """
    need_git()
    with scratch_folder() as scratch:
        tree, bundle = scratch / "tree", scratch / "bundle"
        tree.mkdir()
        for name, body in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes(body)
        try:
            _commit(scratch / "git", tree, message)
            _git(scratch / "git", tree, "bundle", "create", "-q", str(bundle), "HEAD", _BRANCH)
        except (GitFailed, TimeoutExpired) as problem:
            raise KonexioError("publish-git", Exit.MACHINE, why=str(problem)) from None
        return bundle.read_bytes()


def _commit(git_dir: Path, tree: Path, message: str) -> None:
    _git(git_dir, tree, "init", "-q", f"--initial-branch={_BRANCH}", "--object-format=sha1")
    _git(git_dir, tree, "add", "--all", "--force", ".")
    _git(git_dir, tree, "commit", "-q", "--allow-empty", "-m", message)


def _git(git_dir: Path, tree: Path, *arguments: str) -> None:
    run(tree, [*_ONE_WAY, *arguments], places(git_dir, tree) | _WHO, _SECONDS)
