"""What is wrong with a command line, told in the learner's language, not in the library's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.reports.catalogue import Texts

# The names of Typer's errors, which it does not publish.
_EXTRA = re.compile(r"extra argument\S* \((.*)\)$", re.DOTALL)


def explained_usage(problem: typer.TyperException, texts: Texts) -> KonexioError:
    """Return an error that Typer found in the command line as one of ours."""
    message = problem.format_message()
    match type(problem).__name__:
        case "NoSuchOption":
            return _unknown_option(problem)
        case "MissingParameter":
            return _missing(problem, texts)
        case "BadParameter":
            return KonexioError("argument-wrong", name=_name(problem))
        case "BadOptionUsage":
            return KonexioError("option-wrong", option=getattr(problem, "option_name", ""))
    if extra := _EXTRA.search(message):
        return _extra(problem, extra[1])
    return KonexioError("usage", why=message)


def _missing(problem: typer.TyperException, texts: Texts) -> KonexioError:
    """Return what is missing as the command's help tells it, with the help's first example."""
    name = getattr(getattr(problem, "param", None), "name", "")
    command = "-".join(getattr(problem, "ctx").command_path.split()[1:])  # noqa: B009 - Typer does not publish that it has one
    example = texts.say(f"help.{command}.examples").strip().splitlines()[0]
    wanted = texts.say(f"help.options.{name}")
    return KonexioError("argument-missing", name=_name(problem), wanted=wanted, example=example)


def _extra(problem: typer.TyperException, extra: str) -> KonexioError:
    """Return that there is too much: perhaps the second value of an option that may be repeated."""
    context = getattr(problem, "ctx", None)
    given = getattr(context, "params", {})
    for parameter in getattr(getattr(context, "command", None), "params", ()):
        if getattr(parameter, "multiple", False) and given.get(parameter.name):
            return KonexioError("argument-extra-option", extra=extra, option=parameter.opts[0])
    return KonexioError("argument-extra", extra=extra)


def _unknown_option(problem: typer.TyperException) -> KonexioError:
    option = getattr(problem, "option_name", "")
    near = getattr(problem, "possibilities", None)
    if near:
        return KonexioError("option-near", option=option, near=near[0])
    return KonexioError("option-unknown", option=option)


def _name(problem: typer.TyperException) -> str:
    """Return what the help calls the argument or option that the error is about."""
    names: list[str] = getattr(getattr(problem, "param", None), "opts", None) or [""]
    return max(names, key=len)
