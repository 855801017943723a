"""`konexio doctor`: what works on this machine, and the one command that mends the rest."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from konexio_cli.cli.health.finding import Finding
    from konexio_cli.reports.catalogue import Texts

# What a command mends has no other sentence; these have, since a command alone does not.
_BY_HAND = ("python", "disk", "writable", "journal", "key")


def doctor(ctx: typer.Context) -> int:
    """Try what konexio needs, and say what does not work."""
    asked: Asked = ctx.obj
    findings = tuple(_findings())
    broken = [one for one in findings if one.needed and not one.works]
    data: dict[str, object] = {"findings": [one.data() for one in findings]}
    code = Exit.MACHINE if broken else Exit.DONE
    after = _mending(broken[0], asked.texts) if broken else _after(findings, asked.texts)
    view = tuple(_view(findings, asked.texts))
    return show(Result("doctor", data, view, code, next_step=after), asked)


def _findings() -> Iterator[Finding]:
    from konexio_cli.cli.health import machine, rooms, work
    from konexio_cli.portfolio.workspace import folder_around

    here = Path.cwd()
    folder = folder_around(here)
    journal = (folder or here) / ".konexio" / "journal.db"
    yield from (machine.python(), machine.disk(here))
    yield from rooms.rooms()
    yield from (machine.git(), rooms.kernel(), machine.editor(), machine.terminal())
    yield from (machine.clock(journal), work.workspace(folder), work.writable(folder or here))
    if folder:
        yield from (work.key(folder), work.journal(folder, journal))
    yield from (work.course(here), work.libraries())
    yield from work.translations()


def _view(findings: Sequence[Finding], texts: Texts) -> Iterator[str]:
    for one in findings:
        mark = "✓" if one.works else "✗" if one.needed else "·"
        state = "works" if one.works else "partly" if one.fact == "B" else "broken"
        fact = texts.error(one.problem)[0] if one.problem else one.fact
        yield f"{mark} {texts.say(f'doctor.{one.name}.{state}', fact=fact)}"
        mending = "" if one.works else _mending(one, texts)
        if mending:
            yield f"  {mending}"


def _mending(one: Finding, texts: Texts) -> str:
    """Return what to do about a finding: a command where one is known; "" for nothing."""
    if one.name == "confinement":
        return _more(one, texts)
    if one.name in _BY_HAND:
        by_hand = f"doctor.{one.name}.mend"
        return texts.error(one.problem)[1] if one.problem else texts.say(by_hand)
    return texts.say("doctor.command", command=one.command) if one.command else ""


def _after(findings: Sequence[Finding], texts: Texts) -> str:
    """Return what to do where nothing needs to be mended."""
    has_workspace = any(one.works for one in findings if one.name == "workspace")
    return texts.say("doctor.next" if has_workspace else "doctor.next_start")


def _more(one: Finding, texts: Texts) -> str:
    """Say what lets rooms hide more than they do here: the exact command, where one is known."""
    if platform.system() != "Linux":
        return texts.say("doctor.confinement.elsewhere")
    if one.command:
        return texts.say("doctor.confinement.command", command=one.command)
    return texts.say("doctor.confinement.container")
