"""One thing that was tried on this machine."""

from __future__ import annotations

import sys
from typing import NamedTuple


class Finding(NamedTuple):
    """Its name, whether it works, a fact, and the one command that mends it, "" where none does.

    What is not `needed` is only shown: konexio works without it.
    """

    name: str
    works: bool
    fact: str = ""
    needed: bool = True
    command: str = ""


def pip_install(*what: str) -> str:
    """Return the command that installs something for the Python that runs here."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {' '.join(what)}"
