"""Everything that stands for and against credentials: all of it, not only the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from konexio_cli.credentials.opening import Opened, opened
from konexio_cli.credentials.trust import Trust
from konexio_cli.errors import KonexioError


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to know: whom they trust, who stands before them, and the time."""

    trust: Trust
    now: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """One file: what it says, and what stands against it.

    `opened` is None when nothing can be believed of it. `known` says whether the reader pinned
    its issuer; `work` names the graded work that lies beside it, `beyond` the files of that work
    that nobody graded, `told` what else a reader should know, and what speaks against nobody.
    """

    file: str
    opened: Opened | None
    against: tuple[KonexioError, ...]
    known: bool = False
    work: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    told: tuple[KonexioError, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the reader can believe it: nothing against it, from an issuer they know."""
        return self.known and not self.against


def examine(path: Path, asked: Asked) -> Examined:
    """Return what stands for and against the credential in one file."""
    try:
        one = opened(path)
    except KonexioError as problem:
        return Examined(path.name, None, (problem,))
    against: list[KonexioError] = []
    try:
        asked.trust.check(one, asked.now)
    except KonexioError as problem:
        against.append(problem)
    if asked.name and not one.claim.holder.is_called(asked.name):
        against.append(KonexioError("credential-other-person", file=one.file))
    return Examined(path.name, one, tuple(against), asked.trust.known(one) is not None)
