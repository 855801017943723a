"""Python, disk, git, the terminal's letters, the clock, and a program that opens notebooks."""

from __future__ import annotations

import codecs
import locale
import platform
import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from konexio_cli.cli.health.finding import Finding, pip_install

_ENOUGH_MB = 200
_A_DAY = 86_400.0
_GIT = {
    "apt-get": "sudo apt-get install git",
    "dnf": "sudo dnf install git",
    "pacman": "sudo pacman -S git",
    "apk": "sudo apk add git",
    "xcode-select": "xcode-select --install",
    "winget": "winget install --id Git.Git",
}
_UTF8 = {"Windows": "chcp 65001"}
_CLOCK = {
    "Linux": "sudo timedatectl set-ntp true",
    "Darwin": "sudo sntp -sS time.apple.com",
    "Windows": "w32tm /resync",
}


def python() -> Finding:
    """Whether this Python is new enough."""
    return Finding("python", sys.version_info >= (3, 11), platform.python_version())


def disk(folder: Path) -> Finding:
    """Whether a learner's work has space."""
    free = shutil.disk_usage(folder).free >> 20
    return Finding("disk", free >= _ENOUGH_MB, str(free))


def git() -> Finding:
    """Whether git is there; it keeps the portfolio's history."""
    from konexio_cli.safegit import git_available

    command = next((line for tool, line in _GIT.items() if shutil.which(tool)), "")
    return Finding("git", git_available(), needed=False, command=command)


def terminal() -> Finding:
    """Whether this system's programs write all letters: é, Arabic, signs."""
    encoding = locale.getencoding()
    works = bool(sys.flags.utf8_mode) or codecs.lookup(encoding).name == "utf-8"
    command = _UTF8.get(platform.system(), "export LANG=C.UTF-8")
    return Finding("terminal", works, encoding, needed=False, command=command)


def clock(written: Path) -> Finding:
    """Whether today is not before what was already done: a wrong date makes wrong certificates.

    `written` is a file of the learner's, or else of this program.
    """
    newest = max(
        (path.stat().st_mtime for path in (written, Path(__file__)) if path.is_file()),
        default=0.0,
    )
    works = time.time() > newest - _A_DAY
    today = time.strftime("%Y-%m-%d")
    return Finding("clock", works, today, needed=False, command=_CLOCK.get(platform.system(), ""))


def editor() -> Finding:
    """Whether a program that opens notebooks is found."""
    found = next((name for name in ("jupyterlab", "notebook") if find_spec(name)), "")
    found = found or next(
        (name for name in ("jupyter-lab", "code", "codium") if shutil.which(name)), ""
    )
    return Finding("editor", bool(found), found, needed=False, command=pip_install("jupyterlab"))
