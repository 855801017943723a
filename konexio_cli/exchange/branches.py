"""Containers in a git repository: a branch for each learner, each file on top of the last."""

from __future__ import annotations

from collections.abc import Iterator

from konexio_cli.exchange.container import LIMITS
from konexio_cli.exchange.manifest import Person
from konexio_cli.exchange.remote import Remote, remote_at
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.safegit import GitFailed

_SECONDS = 300.0
_BRANCHES = "refs/heads/konexio/"
_TRIES = 3
_LONGEST_NAME = 40


def branch_of(learner: Person) -> str:
    """Return the name of a learner's branch: readable, and theirs alone by the end of their key."""
    kept = "".join(c if c.isalnum() else " " for c in learner.name)[:_LONGEST_NAME]
    return "-".join([*kept.split(), learner.key[-10:]])


def push(address: str, learner: Person, name: str, body: bytes, seconds: float = _SECONDS) -> str:
    """Add a container to the learner's branch in the repository at `address`; return the branch.

    The repository was asked once more whether it has it. Raise KonexioError when there is no
    git, or the repository does not take it.
    """
    branch = f"{_BRANCHES}{branch_of(learner)}"
    with remote_at(address, seconds) as remote:
        for left in reversed(range(_TRIES)):
            try:
                remote.push(_on_top(remote, branch, name, body), branch)
                break
            except GitFailed:
                # Another device of the same learner may have been faster.
                if not left:
                    raise
    return branch.removeprefix("refs/heads/")


def containers(address: str, seconds: float = _SECONDS) -> Iterator[tuple[str, bytes]]:
    """Give the containers on all learners' branches of a repository: `branch/name`, and bytes.

    A file beyond the limits of a container is left out. Raise KonexioError as `push` does.
    """
    with remote_at(address, seconds) as remote:
        for branch in sorted(remote.heads(f"{_BRANCHES}*")):
            tip = remote.fetch(branch)
            for name, blob in _files(remote, tip):
                yield f"{branch.removeprefix(_BRANCHES)}/{name}", _body(remote, blob)


def _on_top(remote: Remote, branch: str, name: str, body: bytes) -> str:
    """Return a commit that adds a file to what the branch holds, if there is one."""
    remote.git("read-tree", "--empty")
    parent = remote.fetch(branch) if branch in remote.heads(branch) else ""
    if parent:
        remote.git("read-tree", parent)
    (remote.folder / "body").write_bytes(body)
    blob = remote.git("hash-object", "-w", "--no-filters", "--", "body")
    remote.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
    tree = remote.git("write-tree")
    before = ("-p", parent) if parent else ()
    return remote.git("commit-tree", tree, *before, "-m", name)


def _files(remote: Remote, commit: str) -> Iterator[tuple[str, str]]:
    for line in filter(None, remote.git("ls-tree", "-r", "-z", "--long", commit).split("\0")):
        facts, _, name = line.partition("\t")
        _, kind, blob, size = facts.split()
        if kind == "blob" and name.endswith(SUFFIX) and int(size) <= LIMITS.total_bytes:
            yield name, blob


def _body(remote: Remote, blob: str) -> bytes:
    path = remote.folder / remote.git("unpack-file", blob)
    try:
        return path.read_bytes()
    finally:
        path.unlink()
