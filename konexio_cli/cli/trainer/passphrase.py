"""Where the passphrase of a key comes from: a file, the environment, or the keyboard."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.errors import KonexioError

# No option takes the passphrase itself: others see command lines, and shells keep them.
PassphraseFile: TypeAlias = Annotated[Path | None, typer.Option("--passphrase-file")]
_VARIABLE = "KONEXIO_PASSPHRASE"


def passphrase(given: Path | None, asked: Asked, *, new: bool = False) -> str:
    """Return the passphrase; a new one is typed twice.

    Raise KonexioError when there is none and nobody to ask.
    """
    if given is not None:
        from konexio_cli.packs.files import read_text

        return read_text(given).strip("\r\n")
    if word := os.environ.get(_VARIABLE):
        return word
    if not sys.stdin.isatty():
        raise KonexioError("passphrase-missing", variable=_VARIABLE)
    typed = getpass.getpass(asked.texts.say("keys.passphrase"))
    if new and getpass.getpass(asked.texts.say("keys.again")) != typed:
        raise KonexioError("passphrase-differs")
    return typed
