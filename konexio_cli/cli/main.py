"""`konexio`: the command line, put together from one function per command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from konexio_cli.cli import demo, doctor, verify
from konexio_cli.cli.asked import Asked, asked
from konexio_cli.cli.author import pack_check, pack_mistakes, pack_new, pack_preview, pack_publish
from konexio_cli.cli.door import through_the_door
from konexio_cli.cli.learner import (
    check,
    choosing,
    hint,
    listing,
    portfolio,
    portfolio_choices,
    portfolio_readiness,
    portfolio_site,
    pull,
    receive,
    start,
    status,
    submit,
    undo,
    watch,
)
from konexio_cli.cli.meant import needs_command
from konexio_cli.cli.output import Result, prepare_streams, show
from konexio_cli.cli.trainer import (
    cohort_board,
    cohort_certify,
    cohort_collect,
    cohort_feedback,
    cohort_grade,
    cohort_gradebook,
    cohort_mark,
    cohort_receipts,
    cohort_regrade,
    cohort_report,
    cohort_similar,
    keys,
)
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.reports.catalogue import Texts

Commands = tuple[tuple[str, Callable[..., int]], ...]

COMMANDS: Commands = (
    ("start", start.start),
    ("pull", pull.pull),
    ("list", listing.list_exercises),
    ("next", choosing.next_exercise),
    ("check", check.check),
    ("watch", watch.watch),
    ("hint", hint.hint),
    ("ask", hint.ask),
    ("undo", undo.undo),
    ("submit", submit.submit),
    ("status", status.status),
    ("receive", receive.receive),
    ("verify", verify.verify),
    ("doctor", doctor.doctor),
    ("demo", demo.demo),
)
GROUPS: dict[str, Commands] = {
    "portfolio": (
        ("list", portfolio.portfolio),
        ("preview", portfolio_site.preview),
        ("build", portfolio_site.build),
        ("readiness", portfolio_readiness.readiness),
        ("about", portfolio_choices.about),
        ("words", portfolio_choices.words),
        ("top", portfolio_choices.put_on_top),
        ("hide", portfolio_choices.hide),
        ("show", portfolio_choices.show_again),
    ),
    "cohort": (
        ("collect", cohort_collect.collect),
        ("grade", cohort_grade.grade),
        ("gradebook", cohort_gradebook.gradebook),
        ("feedback", cohort_feedback.feedback),
        ("report", cohort_report.report),
        ("mark", cohort_mark.mark),
        ("board", cohort_board.board),
        ("regrade", cohort_regrade.regrade),
        ("similar", cohort_similar.similar),
        ("receipts", cohort_receipts.receipts),
        ("certify", cohort_certify.certify),
    ),
    "keys": (
        ("new", keys.new),
        ("rotate", keys.rotate),
        ("revoke", keys.revoke),
        ("show", keys.show_keys),
    ),
    "pack": (
        ("new", pack_new.new),
        ("preview", pack_preview.preview),
        ("check", pack_check.check),
        ("mistakes", pack_mistakes.mistakes),
        ("publish", pack_publish.publish),
    ),
}
# What a group does when only its name is typed; the others show their help.
USUAL = {"portfolio": "list"}
_PROGRAM = "konexio"
_DISTRIBUTION = "konexio-cli"
_HELP = ("--help", "-h")
# Options that Typer adds, with help in English.
_TYPERS = ("install_completion", "show_completion")
_COMPLETION = "_KONEXIO_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    wanted, rest, problem = asked(given, os.environ, _here())
    prepare_streams(wanted)
    sys.exit(through_the_door(lambda: _run(rest, wanted, problem), _named(rest), wanted))


def _here() -> Path:
    """Return the working folder; one that was removed has no path any more."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _run(arguments: list[str], wanted: Asked, problem: KonexioError | None) -> int:
    if problem:
        raise problem
    if _COMPLETION in os.environ:
        command_tree(wanted.texts).main([], prog_name=_PROGRAM)  # answers the shell, and exits
    if len(arguments) == 1 and arguments[0] in USUAL:
        arguments = [*arguments, USUAL[arguments[0]]]
    named = _named(arguments)
    command = command_tree(wanted.texts, "" if named in USUAL else named)
    if needs_command(command, arguments):
        if wanted.json:
            raise KonexioError("command-missing")
        arguments = [*arguments, "--help"]
    return _invoke(command, arguments, wanted)


def _invoke(command: typer._click.Command, arguments: list[str], wanted: Asked) -> int:
    """Run a command. Typer's own `main` would swallow Ctrl-C and closed pipes before the door."""
    try:
        with command.make_context(_PROGRAM, arguments, obj=wanted) as context:
            code = command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return code if isinstance(code, int) else Exit.DONE


def _named(arguments: Sequence[str]) -> str:
    """Return the command that is named, such as `cohort grade`; "" when it is none of ours."""
    words = [*arguments[:2], "", ""]
    if words[0] in dict(COMMANDS):
        return words[0]
    inner = dict(GROUPS.get(words[0], ()))
    alone = words[0] if words[0] in USUAL else ""
    return f"{words[0]} {words[1]}" if words[1] in inner else alone


def command_tree(texts: Texts, only: str = "") -> typer._click.Command:
    """Return all commands with their help in the language of `texts`.

    To make them takes longer than most of them need: with `only`, there is but that one.
    """
    app = _group(texts, _PROGRAM)
    app.callback()(_root)
    for name, function in COMMANDS:
        if only in {"", name}:
            _add(app, texts, name, name, function)
    for group, commands in GROUPS.items():
        wanted = tuple(one for one in commands if only in {"", f"{group} {one[0]}"})
        if wanted:
            app.add_typer(_with_commands(texts, group, wanted), name=group)
    command = typer.main.get_command(app)
    _describe_options(command, texts)
    return command


def _with_commands(
    texts: Texts, group: str, commands: Sequence[tuple[str, Callable[..., int]]]
) -> typer.Typer:
    inner = _group(texts, group)
    for name, function in commands:
        _add(inner, texts, name, f"{group}-{name}", function)
    return inner


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    from importlib import metadata

    if wanted:
        number = metadata.version(_DISTRIBUTION)
        show(Result("", {"version": number}, (f"{_PROGRAM} {number}",)), ctx.obj)
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take what may stand before any command."""


def _group(texts: Texts, key: str) -> typer.Typer:
    return typer.Typer(
        help=texts.say(f"help.{key}.what"),
        epilog=_epilog(texts, key, texts.say(f"help.{key}.more")),
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=key == _PROGRAM,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(_HELP), "max_content_width": 80},
    )


def _add(app: typer.Typer, texts: Texts, name: str, key: str, function: Callable[..., int]) -> None:
    app.command(
        name,
        help=texts.say(f"help.{key}.what"),
        epilog=_epilog(texts, key, texts.say("help.everywhere")),
    )(function)


def _epilog(texts: Texts, key: str, last: str) -> str:
    """Return the examples, each on its own line, and a last paragraph."""
    examples = texts.say(f"help.{key}.examples").strip()
    return f"{texts.say('help.examples')}\n\n\b\n{examples}\n\n{last}"


def _describe_options(command: typer._click.Command, texts: Texts) -> None:
    for parameter in command.params:
        if parameter.name in _TYPERS or getattr(parameter, "help", None) in {None, ""}:
            parameter.help = texts.say(f"help.options.{parameter.name}")  # type: ignore[attr-defined]  # options and Typer's arguments have it
    asks_for_help = command.get_help_option(typer.Context(command, help_option_names=list(_HELP)))
    if asks_for_help:
        asks_for_help.help = texts.say("help.options.help")
    for inner in getattr(command, "commands", {}).values():
        _describe_options(inner, texts)
