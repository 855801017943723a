"""Git, made harmless: one command at a time, run so that no setting can run a program.

Git runs programs that settings name: hooks, filters, signers, watchers, helpers. So no
command reads the settings of the user or the system, and ours override those of the
repository. This is the only module that knows GitPython.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from konexio_cli.errors import Exit, KonexioError

# An older git ignores the variables that keep the user's settings out: as good as none.
_OLDEST = (2, 32)
_SECONDS = 60.0
_HOST = r"[A-Za-z0-9][\w.-]*(:\d+)?"
_ADDRESS = re.compile(
    rf"https://([^\s/@]+@)?{_HOST}/[!-~]+|ssh://(\w[\w.-]*@)?{_HOST}/[!-~]+"
    r"|\w[\w.-]*@[A-Za-z0-9][\w.-]*:[\w./~][!-~]*",
    re.ASCII,
)

_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.autocrlf": "false",
    "core.fsync": "all",
    "core.logAllRefUpdates": "true",
    "commit.gpgSign": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "submodule.recurse": "false",
    # Ownership is git's guard against settings that run programs; ours is this table.
    "safe.directory": "*",
}
# What curl and ssh say where there is no network, no such name, or nobody who answers.
_NO_WAY = re.compile(
    rb"Could(?: not|n't) (?:resolve|connect)|Failed to connect|unreachable|No route to host"
    rb"|Connection (?:refused|timed out|reset)|name resolution|Name or service not known"
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TEMPLATE_DIR": "",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "GIT_NAMESPACE": "",
    "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
    **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(_SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(_SETTINGS.values())},
}


class GitFailed(Exception):
    """Git said no; the text is git's reason, one line. `unreached` is when no network led there."""

    def __init__(self, reason: object, *, unreached: bool = False) -> None:
        super().__init__(reason)
        self.unreached = unreached


def git_available() -> bool:
    """Whether there is a git here that can be used safely: 2.32 or later."""
    try:
        told = run(Path.cwd(), ["version"])
    except (GitFailed, OSError):
        return False
    found = re.search(r"(\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= _OLDEST


def need_git() -> None:
    """Raise KonexioError when there is no git that can be used safely."""
    if not git_available():
        raise KonexioError("git-missing", Exit.MACHINE, oldest=".".join(map(str, _OLDEST)))


def is_address(text: str) -> bool:
    """Whether this is an https or ssh address that git may be given: no option, no program."""
    return _ADDRESS.fullmatch(text) is not None


def without_password(text: str) -> str:
    """Return `text` with the names and passwords taken out of its addresses."""
    return re.sub(r"//[^/@\s]*@", "//", text)


def places(git_dir: Path, tree: Path) -> dict[str, str]:
    """Name every place, so that variables around us, as in a git hook, cannot name others."""
    return {
        "GIT_DIR": str(git_dir),
        "GIT_WORK_TREE": str(tree),
        "GIT_INDEX_FILE": str(git_dir / "index"),
        "GIT_OBJECT_DIRECTORY": str(git_dir / "objects"),
    }


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards, whatever git left in it."""
    with tempfile.TemporaryDirectory(prefix="konexio-git-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run(
    folder: Path,
    arguments: Sequence[str],
    env: Mapping[str, str] | None = None,
    seconds: float = _SECONDS,
) -> str:
    """Return what git wrote. Raise GitFailed, or TimeoutExpired once git has been ended."""
    module = _gitpython()
    program = module.Git.GIT_PYTHON_GIT_EXECUTABLE or "git"
    try:
        process = module.Git(folder).execute(
            [program, *arguments],
            env=_ENVIRONMENT | dict(env or {}),
            as_process=True,
            start_new_session=True,  # no terminal to ask on, and one group to end
        )
    except module.GitCommandNotFound as problem:
        raise GitFailed(problem) from problem
    try:
        told: tuple[bytes, bytes] = process.communicate(timeout=seconds)
    finally:
        if process.poll() is None:
            _end(process.pid)
            process.communicate()
    if process.returncode:
        raise GitFailed(_reason(told[1]), unreached=_NO_WAY.search(told[1]) is not None)
    return told[0].decode("utf-8", "replace").rstrip("\n")


def _reason(told: bytes) -> str:
    """Return git's own line of an error: printable, without passwords."""
    lines = told.decode("utf-8", "replace").splitlines()
    own = [line for line in lines if line.startswith(("fatal: ", "error: "))] or lines or [""]
    plain = "".join(c if c.isprintable() else " " for c in own[-1])
    return without_password(plain)[:300]


def _end(pid: int) -> None:
    """End git and its helpers."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)
        else:
            os.killpg(pid, signal.SIGKILL)


def _gitpython() -> ModuleType:
    """Import GitPython, which without this variable refuses to load where git is missing."""
    name = "GIT_PYTHON_REFRESH"
    before = os.environ.get(name)
    os.environ[name] = "quiet"
    try:
        import git  # noqa: PLC0415 - takes half a second, and most commands need none of it
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
    return git
