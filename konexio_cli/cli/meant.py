"""Which command a person means who typed another word: in any of our languages, or misspelt."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

import typer

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

_ALMOST, _LIKE = 0.8, 0.5
# What people ask for that needs no command, and what they type for it.
_HELP, _QUIT = "help", "quit"
_OPTION = "--help"
# Typed once more, after a prompt that seems to ask for it.
_PROGRAM = "konexio"


def needs_command(command: typer._click.Command, arguments: Sequence[str]) -> bool:
    """Whether the arguments end at a group. Raise KonexioError, with the right line, for no command."""
    before: list[str] = []
    if arguments[:1] == [_PROGRAM]:
        raise KonexioError(
            "command-near", command=_PROGRAM, near=" ".join(arguments[1:]) or _OPTION
        )
    for argument in arguments:
        known = getattr(command, "commands", None)
        if known is None or argument.startswith("-"):
            return False
        if argument not in known:
            raise _unknown(argument, before, known)
        command = known[argument]
        before.append(argument)
    return hasattr(command, "commands")


def _unknown(word: str, before: Sequence[str], known: Iterable[str]) -> KonexioError:
    name = _near(word, known)
    if name == _QUIT:
        return KonexioError("command-quit")
    if not name:
        return KonexioError("command-unknown", command=word)
    near = [*before, _OPTION if name == _HELP else name]
    return KonexioError("command-near", command=word, near=" ".join(near))


def _near(word: str, known: Iterable[str]) -> str:
    """Return the command that a word means or is near to; "" for none."""
    names = list(known)
    meanings = {
        said: name for name in chain(names, (_HELP, _QUIT)) for said in _words_for(name)
    } | {name: name for name in names}
    wanted = _folded(word)
    if turned := next((one for one in names if sorted(one) == sorted(wanted)), ""):
        return turned  # two letters in the other order
    if said := difflib.get_close_matches(wanted, meanings, n=1, cutoff=_ALMOST):
        return meanings[said[0]]
    return next(iter(difflib.get_close_matches(wanted, names, n=1, cutoff=_LIKE)), "")


def _words_for(name: str) -> Iterable[str]:
    """Give the words that mean a command, of all languages: not everybody has set theirs yet."""
    for language in Language:
        yield from map(_folded, Texts(language).say(f"meant.{name}").split())


def _folded(word: str) -> str:
    """Return a word in small letters without accents, which many keyboards lack."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(one for one in parts if not unicodedata.combining(one))
