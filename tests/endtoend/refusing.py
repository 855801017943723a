"""A system that refuses what rooms are confined with: each tier, on a machine that gives tier A."""

from __future__ import annotations

import platform
import sys

# The same number on every architecture but the first.
_UNSHARE = {"x86_64": 272, "aarch64": 97}
_LANDLOCK = 444

REFUSED = {"A": (), "B": ("unshare",), "C": ("unshare", "landlock")}

# A filter for system calls, as Docker has one: the refused ones fail, for good, in all children.
_PRELUDE = """
import os, struct, sys
from konexio_cli.sandbox import linux
program = [(0x20, 0, 0, 0)]
for number in {numbers}:
    program += [(0x15, 0, 1, number), (0x06, 0, 0, 0x00050001)]
program += [(0x06, 0, 0, 0x7FFF0000)]
linux.forbid_new_privileges()
linux.install_filter(b"".join(struct.pack("HBBI", *one) for one in program))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def python_at(tier: str) -> list[str]:
    """Return the command that starts Python on a system of a tier; its arguments follow."""
    numbers = {"unshare": _UNSHARE[platform.machine()], "landlock": _LANDLOCK}
    refused = tuple(numbers[name] for name in REFUSED[tier])
    if not refused:
        return [sys.executable]
    return [sys.executable, "-c", _PRELUDE.format(numbers=refused)]
