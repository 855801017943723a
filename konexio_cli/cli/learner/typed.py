"""Paths as a person types them in a terminal of their system."""

from __future__ import annotations

import re
import shlex
from pathlib import PurePath, PureWindowsPath

# What every shell takes as it stands; letters of all languages are among it.
_HARMLESS = re.compile(r"[\w./\\:+-]+")


def moving(path: PurePath, to: PurePath) -> str:
    """Return the command that moves a file."""
    program = "move" if isinstance(path, PureWindowsPath) else "mv"
    return f"{program} {typed(path)} {typed(to)}"


def typed(path: PurePath) -> str:
    """Return a path as one word, with quotes around it where a shell would see several."""
    text = str(path)
    if isinstance(path, PureWindowsPath):
        text = f".\\{text}" if text.startswith("-") else text
        # PowerShell's own signs; its window is the one that opens today.
        hidden = re.sub("([`$])", r"`\1", text)
        return text if _HARMLESS.fullmatch(text) else f'"{hidden}"'
    text = f"./{text}" if text.startswith("-") else text
    if _HARMLESS.fullmatch(text) and "\\" not in text:
        return text
    # Double quotes are what learners know; what is special inside them is left to single ones.
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'
