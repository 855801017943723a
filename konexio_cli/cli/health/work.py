"""The learner's workspace: its folder, its journal, and the course in use."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from konexio_cli.cli.health.finding import Finding, pip_install
from konexio_cli.cli.learner.typed import moving, typed
from konexio_cli.errors import KonexioError
from konexio_cli.portfolio.workspace import folder_around

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


def key(folder: Path) -> Finding:
    """Whether the key that signs a learner's work is there, where work was handed in, and whole."""
    from konexio_cli.cli.learner.traces import key_is_lost
    from konexio_cli.keys.key_file import read_key
    from konexio_cli.portfolio.identity import key_file

    path = key_file(folder)
    if key_is_lost(folder):
        lost = KonexioError("learner-key-missing", file=path)
        return Finding(
            "key", False, str(path), needed=False, command="konexio submit", problem=lost
        )
    try:
        if path.exists():
            read_key(path)
    except KonexioError:
        command = moving(path, _free(path))
        way_out = KonexioError("learner-key-away", command=command)
        damaged = KonexioError("learner-key-damaged", file=path).with_way_out(way_out)
        return Finding("key", False, str(path), command=command, problem=damaged)
    return Finding("key", True, str(path))


def _free(path: Path) -> Path:
    """Return a name beside a damaged file that nothing has yet."""
    names = (path.with_name(f"damaged-{number}-{path.name}") for number in itertools.count(1))
    return next(one for one in names if not one.exists())


def journal(folder: Path, path: Path) -> Finding:
    """Whether what was kept of the learner's attempts can be read, and is all that there was."""
    from konexio_cli.cli.learner.traces import forgotten
    from konexio_cli.portfolio.health import is_whole

    if not is_whole(path):
        command = moving(path, _free(path))
        way_out = KonexioError("journal-away", command=command)
        damaged = KonexioError("journal-broken", file=path).with_way_out(way_out)
        return Finding("journal", False, str(path), command=command, problem=damaged)
    lost = forgotten(folder)
    command = str(lost.facts["command"]) if lost else ""
    return Finding("journal", lost is None, str(path), False, command, lost)


def course(here: Path) -> Finding:
    """Whether the course in use reads, and which version it is."""
    from konexio_cli.cli.learner.desk import open_desk
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course

    try:
        found = open_desk(here).course
    except KonexioError as problem:
        if problem.code != "workspace-missing":
            command = _reading_again(here, problem)
            return Finding("content", False, problem.code, command=command, problem=problem)
        found = read_course(embedded_course())
    return Finding("content", True, f"{found.version or '-'}, {len(found.exercises)}")


def _reading_again(here: Path, problem: KonexioError) -> str:
    """Return the command that makes a course readable; no course is at fault for settings."""
    if problem.code != "workspace-broken":
        return "konexio pull built-in"
    folder = folder_around(here)
    return f"konexio start {typed(folder)}" if folder and folder != here else "konexio start ."


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
