"""What was asked for beyond the command itself: language and form of all output."""

from __future__ import annotations

import json
import locale
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts

_FLAGS = ("--json", "--plain")


@dataclass(frozen=True, slots=True)
class Asked:
    """The language and form of all output, known before the command line is parsed.

    Errors in the command line itself must speak the right language and form too.
    """

    language: Language = Language.EN
    json: bool = False
    plain: bool = False
    # Whether `--lang` named the language, which no kept setting then overrules.
    named: bool = False

    @property
    def texts(self) -> Texts:
        """The sentences of the asked language."""
        return Texts(self.language)


def asked(
    arguments: Sequence[str], environment: Mapping[str, str], here: Path
) -> tuple[Asked, list[str], KonexioError | None]:
    """Return what is asked for, the arguments that are left, and what is wrong with them.

    The language is the flag's, else KONEXIO_LANG's, else the workspace's, else the locale's.
    `--lang`, `--json` and `--plain` may stand anywhere before `--`.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    ours, rest = list(arguments[:end]), list(arguments[end:])
    wanted, ours = _take_language(ours)
    flag = _language(wanted)
    language = flag or _language(environment.get("KONEXIO_LANG", ""))
    found = Asked(
        language=language or _of_workspace(here) or _of_locale(environment),
        json="--json" in ours,
        plain="--plain" in ours or environment.get("TERM") == "dumb",
        named=flag is not None,
    )
    problem = None
    if wanted is not None and flag is None:
        problem = KonexioError("language-unknown", language=wanted, known=", ".join(Language))
    return found, [one for one in ours if one not in _FLAGS] + rest, problem


def _take_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            value = arguments[position + 1 : position + 2]
            return (value or [""])[0], arguments[:position] + arguments[position + 2 :]
        if argument.startswith("--lang="):
            return argument.partition("=")[2], arguments[:position] + arguments[position + 1 :]
    return None, arguments


def _language(text: str | None) -> Language | None:
    code = (text or "").replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return Language(code) if code in set(Language) else None


def _of_workspace(here: Path) -> Language | None:
    for folder in (here, *here.parents):
        try:
            settings = json.loads((folder / ".konexio" / "workspace.json").read_text("utf-8"))
            return _language(settings["language"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def _of_locale(environment: Mapping[str, str]) -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _language(environment[name]) or Language.EN
    return _language(locale.getlocale()[0]) or Language.EN
