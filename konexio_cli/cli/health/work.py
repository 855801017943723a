"""The learner's workspace: its folder, its journal, and the course in use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from konexio_cli.cli.health.finding import Finding, pip_install
from konexio_cli.errors import KonexioError

_LIBRARIES = ("pandas", "openpyxl", "matplotlib", "bs4")


def workspace(folder: Path | None) -> Finding:
    """Whether we are in a workspace; elsewhere much works, too."""
    fact = str(folder) if folder else ""
    return Finding("workspace", folder is not None, fact, needed=False, command="konexio start")


def writable(folder: Path) -> Finding:
    """Whether files can be written where the learner works."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"konexio")
        works = True
    except OSError:
        works = False
    return Finding("writable", works, str(folder))


def journal(path: Path) -> Finding:
    """Whether what was kept of the learner's attempts can be read."""
    from konexio_cli.portfolio.health import is_whole

    return Finding("journal", is_whole(path), str(path))


def course(here: Path) -> Finding:
    """Whether the course in use reads, and which version it is."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.sources import embedded_course

    try:
        found = open_desk(here).course
    except KonexioError as problem:
        if problem.code != "workspace-missing":
            return Finding("content", False, problem.code, command="konexio pull built-in")
        found = read_course(embedded_course())
    return Finding("content", True, f"{found.version or '-'}, {len(found.exercises)}")


def libraries() -> Finding:
    """Whether the libraries that later exercises use are installed."""
    missing = ", ".join(one for one in _LIBRARIES if not find_spec(one))
    command = pip_install('"konexio-cli[course]"')
    return Finding("course", not missing, missing, needed=False, command=command)


def translations() -> Iterator[Finding]:
    """Count by language the sentences that nobody has translated, and those nobody has reviewed."""
    from konexio_cli.model.language import Language
    from konexio_cli.reports.catalogue import gaps

    found = {language: gaps(language) for language in Language}
    missing = ", ".join(f"{one} {gap.missing}" for one, gap in found.items() if gap.missing)
    drafts = ", ".join(f"{one} {gap.drafts}" for one, gap in found.items() if gap.drafts)
    yield Finding("translated", not missing, missing, needed=False)
    yield Finding("reviewed", not drafts, drafts, needed=False)
