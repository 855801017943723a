"""A git repository somewhere else, spoken to from a scratch folder without a work tree.

Only objects and names of branches travel. No hook, filter or setting of either side runs a
program, be the other side a folder on a shared drive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import TimeoutExpired

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

_WHO = {
    f"GIT_{role}_{fact}": text
    for role in ("AUTHOR", "COMMITTER")
    for fact, text in (("NAME", "konexio submit"), ("EMAIL", "submit@konexio.invalid"))
}
_HERE = "refs/konexio/tip"
# What the settings of a local repository could run, turned off in the process that serves it:
# git hands none of our own settings on to that process.
_SERVE = (
    "git -c safe.directory=* -c core.hooksPath=/dev/null -c core.alternateRefsCommand=true"
    " -c receive.denyCurrentBranch=refuse -c receive.autogc=false -c core.fsmonitor=false"
)


@dataclass(frozen=True, slots=True)
class Remote:
    """A scratch repository in `folder`, and the address that it talks with."""

    folder: Path
    address: str
    env: Mapping[str, str]
    seconds: float

    def git(self, *arguments: str) -> str:
        """Return what git wrote, here in the scratch repository. Raise GitFailed."""
        return run(self.folder, arguments, self.env, self.seconds)

    def heads(self, pattern: str) -> dict[str, str]:
        """Return the branches there that fit a pattern, whole names, each with its commit."""
        told = self.git("ls-remote", *self._served("upload"), "--heads", self.address, pattern)
        pairs = (line.split("\t", 1) for line in told.splitlines() if "\t" in line)
        return {name: commit for commit, name in pairs}

    def fetch(self, branch: str) -> str:
        """Bring the newest commit of a branch here, with its files; return its name."""
        refspec = f"+{branch}:{_HERE}"
        options = ("--no-tags", "--depth=1", "--no-recurse-submodules")
        self.git("fetch", "-q", *self._served("upload"), *options, self.address, refspec)
        return self.git("rev-parse", _HERE)

    def push(self, commit: str, branch: str) -> None:
        """Make a commit the newest of a branch, if it stands on what is there; prove that it is."""
        refspec = f"{commit}:{branch}"
        self.git("push", "-q", *self._served("receive"), "--no-verify", self.address, refspec)
        if self.heads(branch).get(branch) != commit:
            raise GitFailed(branch)

    def _served(self, service: str) -> tuple[str, ...]:
        if is_address(self.address):
            return ()
        return (f"--{service}-pack={_SERVE} {service}-pack",)


def is_repository(path: Path) -> bool:
    """Whether a folder is a bare git repository, as shared drives hold them."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


@contextmanager
def remote_at(address: str, seconds: float) -> Iterator[Remote]:
    """Give the repository at an https or ssh address, or in a bare repository's folder.

    Raise KonexioError when there is no git, or when it fails inside, or takes too long.
    """
    need_git()
    if not is_address(address):
        address = str(Path(address).absolute())  # git runs in another folder
    shown = without_password(address)
    protocols = "https:ssh" if is_address(address) else "file"
    with scratch_folder() as scratch:
        (scratch / "tree").mkdir()
        env = places(scratch / "git", scratch / "tree") | _WHO
        env["GIT_ALLOW_PROTOCOL"] = protocols
        remote = Remote(scratch / "tree", address, env, seconds)
        try:
            remote.git("init", "-q", "--initial-branch=main")
            yield remote
        except TimeoutExpired:
            raise KonexioError(
                "exchange-git-slow", Exit.SOURCE, source=shown, seconds=round(seconds)
            ) from None
        except GitFailed as problem:
            code = "exchange-unreached" if problem.unreached else "exchange-git"
            raise KonexioError(code, Exit.SOURCE, source=shown, why=str(problem)) from None
