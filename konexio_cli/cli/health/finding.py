"""One thing that was tried on this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from konexio_cli.errors import KonexioError


class Finding(NamedTuple):
    """Its name, whether it works, a fact, and the one command that mends it, "" where none does.

    What is not `needed` is only shown: konexio works without it. A `problem` is told as the
    fact, in the reader's language.
    """

    name: str
    works: bool
    fact: str = ""
    needed: bool = True
    command: str = ""
    problem: KonexioError | None = None

    def data(self) -> dict[str, object]:
        """Return what programs get: all but the sentences."""
        return {name: value for name, value in self._asdict().items() if name != "problem"}


def pip_install(*what: str) -> str:
    """Return the command that installs something for the Python that runs here."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {' '.join(what)}"
