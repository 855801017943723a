"""What a branch touched: the exercises that differ from a revision, on either side."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from konexio_cli.durable import regular_files
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course
from konexio_cli.packs.skills import FILE as SKILLS
from konexio_cli.portfolio.workspace import folder_around
from konexio_cli.safegit import GitFailed, need_git, run

_COURSE_FILES = {"course.toml", SKILLS}
_IN_A_PACK = 2
# What editors and Python leave, and no repository holds.
_LEFTOVERS = (".", "__pycache__")
_SHA1_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Touched:
    """The exercises to check whole, and whether a list that others name was touched."""

    exercises: tuple[str, ...]
    links: bool


def touched(course: Course, roots: Sequence[Path], revision: str) -> Touched:
    """Return what differs from where this branch left `revision`, uncommitted work included.

    `roots` are the folders of exercises and graders; each may be in a repository of its own.
    Raise KonexioError in a learner's workspace, outside a repository, or when git does not
    know the revision.
    """
    need_git()
    paths = {path for root in roots for path in _differing(root, revision)}
    parts = [path.split("/") for path in paths]
    names = {f"{one[0]}/{one[1]}" for one in parts if len(one) > _IN_A_PACK}
    # pack.toml, or what stands beside it
    packs = {one[0] for one in parts if len(one) == _IN_A_PACK}
    found = tuple(e for e in course.exercises if e in names or e.partition("/")[0] in packs)
    return Touched(found, links=bool(packs or _COURSE_FILES & paths))


def _differing(root: Path, revision: str) -> Iterator[str]:
    """Give the names of files below `root`, relative to it, that differ from the revision.

    Files are compared by their bytes: `git diff` would run the filters that settings name.
    """
    repository = _Repository.around(root.resolve(), revision)
    there = repository.blobs(root.resolve().relative_to(repository.tree).as_posix())
    here = {
        path.relative_to(root).as_posix(): path
        for path in regular_files(root)
        if not any(part.startswith(_LEFTOVERS) for part in path.relative_to(root).parts)
    }
    for name in there.keys() | here.keys():
        if name not in there or name not in here or not _same(here[name], there[name]):
            yield name


def _same(path: Path, blob: str) -> bool:
    """Whether a file has the bytes of a blob, which is named by their hash."""
    body = path.read_bytes()
    kind = hashlib.sha1 if len(blob) == _SHA1_DIGITS else hashlib.sha256
    return kind(b"blob %d\0" % len(body) + body).hexdigest() == blob


@dataclass(frozen=True, slots=True)
class _Repository:
    """A repository and the revision that its branch is compared with."""

    tree: Path
    revision: str

    @classmethod
    def around(cls, root: Path, revision: str) -> Self:
        """Return the repository that `root` is in; a learner's history is not a branch."""
        if workspace := folder_around(root):
            raise KonexioError("changed-workspace", folder=workspace)
        found = (one for one in (root, *root.parents) if (one / ".git").exists())
        tree = next(found, None)
        if tree is None:
            raise KonexioError("changed-no-repository", folder=root)
        return cls(tree, revision)

    def base(self) -> str:
        """Return the commit where this branch and the revision parted."""
        wanted = ["--verify", "--quiet", "--end-of-options", f"{self.revision}^{{commit}}"]
        commit = self.git("rev-parse", *wanted)
        return self.git("merge-base", commit, "HEAD")

    def blobs(self, folder: str) -> dict[str, str]:
        """Return the files below `folder` where the branches parted, relative to it."""
        tree = f"{self.base()}:{'' if folder == '.' else folder}"
        try:
            told = self.git("ls-tree", "-r", "-z", "--full-tree", tree)
        except KonexioError:
            return {}  # the whole folder is new
        lines = (line.partition("\t") for line in told.split("\0") if line)
        return {name: facts.split()[2] for facts, _, name in lines}

    def git(self, *arguments: str) -> str:
        """Return what git says, at the top of the tree; a hook's variables name other places."""
        places = {"GIT_DIR": str(self.tree / ".git"), "GIT_WORK_TREE": str(self.tree)}
        try:
            return run(self.tree, arguments, places)
        except (GitFailed, subprocess.TimeoutExpired):
            raise KonexioError("changed-unknown", revision=self.revision) from None
