"""The questions of `konexio start`, asked at a terminal one at a time."""

from __future__ import annotations

import typer

from konexio_cli.model.language import Language
from konexio_cli.portfolio.workspace import Direction
from konexio_cli.reports.catalogue import Texts

# Said in all of them: whoever cannot read one can read another.
_ONE_LINE = "English: en · Français : fr · العربية: ar"
_PLAIN = "English: en, Français : fr, العربية: ar"
_LANGUAGES = {
    **{str(one): one for one in Language},
    "english": Language.EN,
    "français": Language.FR,
    "francais": Language.FR,
    "العربية": Language.AR,
    "عربي": Language.AR,
    "arabic": Language.AR,
    "arabe": Language.AR,
}


def line(question: str, default: str) -> str:
    """Ask for a line; Enter alone is the default."""
    return str(
        typer.prompt(question, default=default, show_default=bool(default), prompt_suffix=" ")
    )


def name(texts: Texts, default: str) -> str:
    """Ask for a name until there is one."""
    question = texts.say("start.name")
    while not (answer := line(question, default).strip()):
        question = texts.say("start.name_again")
    return answer


def language(default: Language, *, plain: bool) -> Language:
    """Ask in all languages, until one is named."""
    while True:
        answer = str(typer.prompt(_PLAIN if plain else _ONE_LINE, default=str(default)))
        if answer.strip().lower() in _LANGUAGES:
            return _LANGUAGES[answer.strip().lower()]


def direction(texts: Texts) -> Direction:
    """Show a line as it is and turned around, until one of them is said to look right."""
    sample = texts.say("start.sample")
    typer.echo(f"1. {sample}\n2. {sample[::-1]}")
    answers = {"1": Direction.LOGICAL, "2": Direction.VISUAL}
    while True:
        answer = line(texts.say("start.which"), "1").strip()
        if answer in answers:
            return answers[answer]
