"""`konexio doctor`: what works on this machine, and the one command that mends the rest."""

from __future__ import annotations

import platform
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.reports.catalogue import Texts

_ENOUGH_MB = 200


class Finding(NamedTuple):
    """One thing that was tried: its name, whether it works, and a fact."""

    name: str
    works: bool
    fact: str = ""
    needed: bool = True


def doctor(ctx: typer.Context) -> int:
    """Try what konexio needs, and say what does not work."""
    asked: Asked = ctx.obj
    texts = asked.texts
    findings = (_python(), _disk(), *_rooms(), _git(), *_libraries(), *_translations())
    broken = [one for one in findings if one.needed and not one.works]
    view = []
    for one in findings:
        mark = "✓" if one.works else "✗" if one.needed else "·"
        state = "works" if one.works else "partly" if one.fact == "B" else "broken"
        view.append(f"{mark} {texts.say(f'doctor.{one.name}.{state}', fact=one.fact)}")
        if one.name == "confinement" and not one.works:
            view.append(f"  {_more(texts)}")
    data: dict[str, object] = {"findings": [one._asdict() for one in findings]}
    code = Exit.MACHINE if broken else Exit.DONE
    key = f"doctor.{broken[0].name}.mend" if broken else "doctor.next"
    return show(Result("doctor", data, tuple(view), code, next_step=texts.say(key)), asked)


def _python() -> Finding:
    return Finding("python", sys.version_info >= (3, 11), platform.python_version())


def _disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free >> 20
    return Finding("disk", free >= _ENOUGH_MB, str(free))


def _rooms() -> tuple[Finding, ...]:
    """Open a real room and ask it something; then say what it confines."""
    from konexio_cli.model.exercise import Limits
    from konexio_cli.sandbox.choose import open_rooms
    from konexio_cli.sandbox.room import Nature

    try:
        rooms = open_rooms("auto", ())
        try:
            room = rooms.open({}, Limits(), Nature(plain=True))
            answer = room.run("print(6 * 7)", 30).stdout.strip()
            room.close()
            tier = rooms.tier
        finally:
            rooms.close()
    except (KonexioError, OSError, ImportError) as problem:
        return (Finding("room", False, type(problem).__name__),)
    return (
        Finding("room", answer == "42", rooms.name),
        Finding("confinement", tier == "A", tier, needed=False),
    )


def _more(texts: Texts) -> str:
    """Say what lets rooms hide more than they do here: the exact command, where one is known."""
    from konexio_cli.sandbox.refused import allowing_command

    if platform.system() != "Linux":
        return texts.say("doctor.confinement.elsewhere")
    command = allowing_command()
    if command:
        return texts.say("doctor.confinement.command", command=command)
    return texts.say("doctor.confinement.container")


def _git() -> Finding:
    from konexio_cli.safegit import git_available

    return Finding("git", git_available(), needed=False)


def _libraries() -> tuple[Finding, ...]:
    from importlib.util import find_spec

    missing = [one for one in ("pandas", "openpyxl", "matplotlib", "bs4") if not find_spec(one)]
    return (Finding("course", not missing, ", ".join(missing), needed=False),)


def _translations() -> tuple[Finding, ...]:
    """Count by language the messages that nobody has translated, and those nobody has reviewed."""
    from konexio_cli.model.language import Language
    from konexio_cli.reports.catalogue import gaps

    found = {language: gaps(language) for language in Language}
    missing = ", ".join(f"{one} {gap.missing}" for one, gap in found.items() if gap.missing)
    drafts = ", ".join(f"{one} {gap.drafts}" for one, gap in found.items() if gap.drafts)
    return (
        Finding("translated", not missing, missing, needed=False),
        Finding("reviewed", not drafts, drafts, needed=False),
    )
