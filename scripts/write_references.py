"""Write the references that are made from the code: `python scripts/write_references.py`.

The commands come from the command tree, the sentences from the catalogue, both in English.
Another folder than docs/reference may be named as the only argument.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import typer

from konexio_cli.cli.main import COMMANDS, GROUPS, command_tree
from konexio_cli.errors import Exit
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts, leaves

# Typer does not publish the name of what its groups hold.
Command: TypeAlias = typer._click.Command  # noqa: SLF001 - as said above

_FOLDER = Path(__file__).parents[1] / "docs" / "reference"
_MADE = "<!-- Made by scripts/write_references.py: change the code, then run it. -->"
_TEXTS = Texts(Language.EN)
_MEANINGS = {
    Exit.DONE: "Done; all that was asked for has passed.",
    Exit.NOT_YET: "Not yet: a check of a learner, or a gate of a pack, did not pass.",
    Exit.USAGE: "The command line, or a file that it names, is not as it should be.",
    Exit.MACHINE: "This machine cannot do it: a full disk, a read-only folder. See `konexio doctor`.",
    Exit.SOURCE: "The network, or the source of a course, did not give what was asked for.",
    Exit.OURS: "Our fault. A report file was written; please send it to us.",
    Exit.INTERRUPTED: "Interrupted, by Ctrl-C for example. What was reported is saved.",
}


def main(folder: Path) -> None:
    """Write both references."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (("commands.md", _commands()), ("exit-codes.md", _exit_codes())):
        text = "\n".join(lines) + "\n"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", _MADE, "")
    yield "With every command: `--lang en|fr|ar` chooses the language, `--plain` leaves out"
    yield "colours and signs, and `--json` writes one document of the form of"
    yield "[envelope.schema.json](schemas/envelope.schema.json) to standard output."
    yield "What an exit code means stands in [exit-codes.md](exit-codes.md)."
    tree = command_tree(_TEXTS)
    for name, _ in COMMANDS:
        yield from _command(tree, [name], name)
    for group, commands in GROUPS.items():
        for name, _ in commands:
            yield from _command(tree, [group, name], f"{group}-{name}")


def _command(tree: Command, words: list[str], key: str) -> Iterator[str]:
    command, name = tree, " ".join(["konexio", *words])
    for word in words:
        command = getattr(command, "commands", {})[word]
    context = typer.Context(command, info_name=name, help_option_names=["--help", "-h"])
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    yield from ("", f"## {name}", "", _TEXTS.say(f"help.{key}.what"), "")
    yield from ("```text", usage, "```", "", "| argument or option | meaning |", "|---|---|")
    for parameter in command.get_params(context):
        names = ", ".join(f"`{one}`" for one in sorted(parameter.opts, key=len))
        yield f"| {names} | {getattr(parameter, 'help', '')} |"
    yield from ("", "```text", _TEXTS.say(f"help.{key}.examples").strip(), "```")


def _exit_codes() -> Iterator[str]:
    yield from ("# Exit codes and errors", "", _MADE, "")
    yield from ("| exit code | name | meaning |", "|---|---|---|")
    for number in Exit:
        name = number.name.lower().replace("_", " ")
        yield f"| {number.value} | {name} | {_MEANINGS[number]} |"
    yield from ("", "## Errors", "")
    yield "With `--json`, `error.code` is one of these in every language; words in braces are"
    yield from ("in `error.facts`.", "", "| code | what happened | next step |", "|---|---|---|")
    codes = {key.split(".")[1] for key in leaves(Language.EN) if key.startswith("errors.")}
    for code in sorted(codes):
        what, after = (_TEXTS.say(f"errors.{code}.{part}") for part in ("what", "next"))
        yield f"| `{code}` | {what} | {after} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _FOLDER)
