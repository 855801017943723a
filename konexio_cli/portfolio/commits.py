"""The history of a folder: commits made by commands that know no hook, filter or signer."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from subprocess import TimeoutExpired

from konexio_cli.durable import machine_errors
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.safegit import GitFailed, need_git, places, run, scratch_folder

_NOWHERE = "0" * 40


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its id, its author's date and the first line of its message."""

    sha: str
    when: datetime
    subject: str


def open_or_init(folder: Path) -> History:
    """Return the history kept in `folder`, a new one when there is none.

    Raise KonexioError when there is no git, or git cannot use the folder.
    """
    need_git()
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    history = History(folder)
    if not (folder / ".git" / "HEAD").is_file():
        history.git("init", "--quiet", "--template=", "--initial-branch=main")
    return history


class History:
    """The commits of one folder. Made by `open_or_init`; every method may raise KonexioError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._places = places(self._folder / ".git", self._folder) | {"GIT_ALLOW_PROTOCOL": ""}

    def commit(
        self, paths: Sequence[str], message: str, author_name: str, when: datetime
    ) -> str | None:
        """Commit these files as they are on the disk, and nothing else; return the commit's id.

        A path without a file is removed from the history's newest state. None when
        nothing differs from it. `paths` are relative to the folder, with forward slashes.
        """
        head = self._head()
        changes = self._changes(paths)
        with scratch_folder() as scratch:
            index = {"GIT_INDEX_FILE": str(scratch / "index")}
            if head:
                self.git("read-tree", head, env=index)
            self.git("update-index", *changes, env=index)
            tree = self.git("write-tree", env=index)
        if head and tree == self.git("rev-parse", f"{head}^{{tree}}"):
            return None
        parent = ["-p", head] if head else []
        signature = _signature(author_name, when)
        text = message.replace("\0", " ").encode("utf-8", "replace").decode()
        new = self.git("commit-tree", tree, *parent, "-m", text, env=signature)
        self.git("update-ref", "-m", "konexio", "HEAD", new, head or _NOWHERE, env=signature)
        # People who look in with git themselves should see a clean state; no more hangs on it.
        with contextlib.suppress(KonexioError):
            self.git("update-index", *changes)
        return new

    def log(self) -> tuple[Commit, ...]:
        """Return the commits, the newest first."""
        head = self._head()
        if not head:
            return ()
        told = self.git("rev-list", "--encoding=UTF-8", "--format=%at %s", head)
        lines = iter(told.splitlines())
        return tuple(_commit(line, next(lines)) for line in lines)

    def uncommitted(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return those of these files that the newest commit has otherwise, or that are gone."""
        committed = self._committed_ids()
        ids = self._ids([path for path in paths if self._holds(self._folder / path)])
        return tuple(path for path in paths if committed.get(path) != ids.get(path))

    def committed_below(self, folder: str) -> tuple[str, ...]:
        """Return the files of a folder that the newest commit has."""
        return tuple(path for path in self._committed_ids() if path.startswith(f"{folder}/"))

    def committed(self, path: str) -> str:
        """Return the newest committed text of a file, "" when it was never committed."""
        return self._ask("cat-file", "blob", f"HEAD:{path}")

    def git(self, *arguments: str, env: Mapping[str, str] | None = None) -> str:
        """Run one git command on this folder. Raise KonexioError when git says no."""
        try:
            return run(self._folder, arguments, self._places | dict(env or {}))
        except (GitFailed, TimeoutExpired) as problem:
            raise KonexioError(
                "history-failed", Exit.MACHINE, folder=self._folder, why=str(problem)
            ) from problem

    def _ask(self, *arguments: str) -> str:
        """Return what git tells, "" when it has no answer."""
        try:
            return run(self._folder, arguments, self._places)
        except GitFailed:
            return ""

    def _head(self) -> str:
        # "" before the first commit. Should git be wrong, `update-ref` refuses what follows.
        return self._ask("rev-parse", "--verify", "--quiet", "HEAD")

    def _changes(self, paths: Sequence[str]) -> list[str]:
        """Store the files' bytes; return what `update-index` needs to know of them."""
        here = [path for path in paths if self._holds(self._folder / path)]
        ids = self.git("hash-object", "-w", "--no-filters", "--", *here).split() if here else []
        named = (f"100644,{one},{path}" for one, path in zip(ids, here, strict=True))
        added = [part for name in named for part in ("--cacheinfo", name)]
        gone = [path for path in paths if path not in here]
        return ["--add", "--replace", *added, "--force-remove", "--", *gone]

    def _committed_ids(self) -> dict[str, str]:
        head = self._head()
        told = self.git("ls-tree", "-rz", head).split("\0") if head else []
        rows = (row.split("\t", 1) for row in told if row)
        return {path: facts.split()[2] for facts, path in rows}

    def _ids(self, paths: Sequence[str]) -> dict[str, str]:
        told = self.git("hash-object", "--no-filters", "--", *paths).split() if paths else []
        return dict(zip(paths, told, strict=True))

    @staticmethod
    def _holds(path: Path) -> bool:
        """Whether a file stands here itself: a link could publish what lies elsewhere."""
        return path.is_file() and path.resolve() == path


def _signature(name: str, when: datetime) -> dict[str, str]:
    # Git takes <, > and line ends out of names, and refuses a name of nothing else.
    plain = " ".join("".join(c if c.isprintable() else " " for c in name).split())[:100]
    plain = plain if any(c.isalnum() for c in plain) else "learner"
    date = f"@{max(0, int(when.timestamp()))} +0000"
    return {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in {"NAME": plain, "EMAIL": "learner@konexio.invalid", "DATE": date}.items()
    }


def _commit(first: str, second: str) -> Commit:
    seconds, _, subject = second.partition(" ")
    return Commit(first.removeprefix("commit "), datetime.fromtimestamp(int(seconds), UTC), subject)
