"""What a branch touched: the exercises that differ from a revision, on either side."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course
from konexio_cli.packs.skills import FILE as SKILLS
from konexio_cli.portfolio.workspace import folder_around
from konexio_cli.safegit import GitFailed, need_git, run

_COURSE_FILES = {"course.toml", SKILLS}
_IN_A_PACK = 2


@dataclass(frozen=True, slots=True)
class Touched:
    """The exercises to check whole, and whether a file that links them was touched."""

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
    return Touched(found, links=bool(_COURSE_FILES & paths))


def _differing(root: Path, revision: str) -> Iterator[str]:
    """Give the names of files below `root`, relative to it, that differ from the revision."""
    repository = _Repository.around(root.resolve(), revision)
    base = repository.base()
    within = root.resolve().relative_to(repository.tree)
    for arguments in (
        ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", base],
        ["ls-files", "--others", "--exclude-standard", "-z"],
    ):
        for name in repository.git(*arguments, "--", within.as_posix()).split("\0"):
            if name:
                yield PurePosixPath(name).relative_to(within.as_posix()).as_posix()


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

    def git(self, *arguments: str) -> str:
        """Return what git says, at the top of the tree; a hook's variables name other places."""
        places = {"GIT_DIR": str(self.tree / ".git"), "GIT_WORK_TREE": str(self.tree)}
        try:
            return run(self.tree, arguments, places | {"GIT_LITERAL_PATHSPECS": "1"})
        except (GitFailed, subprocess.TimeoutExpired):
            raise KonexioError("changed-unknown", revision=self.revision) from None
