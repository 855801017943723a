"""A command's result, shown as text or as the JSON envelope."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

FORMAT = 1
# Signs in front of a line. The words behind them say the same.
_SIGNS = re.compile(r"^(\n*)[✓✗·→←] ")


@dataclass(frozen=True, slots=True)
class Result:
    """What a command found. `data` is for programs, `view` for people, `next_step` for both."""

    command: str
    data: dict[str, object]
    view: tuple[RenderableType, ...] = ()
    exit_code: Exit = Exit.DONE
    notes: tuple[str, ...] = ()
    next_step: str = ""
    error: dict[str, object] | None = field(default=None)


def prepare_streams(asked: Asked) -> None:
    """Let no character that a terminal lacks end a command; JSON is always UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if asked.json else None, errors="replace")


def show(result: Result, asked: Asked) -> int:
    """Print `result` and return its exit code."""
    if asked.json:
        print(json.dumps(envelope(result), ensure_ascii=False, indent=1, default=str))
        return result.exit_code
    console = terminal(asked)
    print_view(result, console, asked)
    print_end(result, console, asked)
    return result.exit_code


def print_view(result: Result, console: Console, asked: Asked) -> None:
    """Print what was found."""
    for part in result.view:
        # Rich forgets that a text must not be broken, unless the printing says so, too.
        whole = True if getattr(part, "no_wrap", False) else None
        console.print(_worded(part, asked), markup=False, highlight=False, soft_wrap=whole)


def print_end(result: Result, console: Console, asked: Asked) -> None:
    """Print what else is to be known, and the next step."""
    for note in result.notes:
        console.print(f"- {note}", markup=False, highlight=False)
    if result.next_step:
        console.print()
        console.print(arrow(result.next_step, asked), markup=False, highlight=False, style="bold")


def say_at_once(sentence: str, asked: Asked) -> None:
    """Say at a terminal what is being done, before it takes its time; elsewhere nobody waits."""
    if sys.stderr.isatty() and not asked.json:
        print(words(sentence, asked), file=sys.stderr, flush=True)


def of_problem(command: str, problem: KonexioError, asked: Asked) -> Result:
    """Return an error as a result: what happened, and the next step."""
    what, after = asked.texts.error(problem)
    facts = {key: str(value) for key, value in problem.facts.items()}
    error: dict[str, object] = {"code": problem.code, "what": what, "next": after, "facts": facts}
    return Result(command, {}, (what,), problem.exit_code, next_step=after, error=error)


def words(text: str, asked: Asked) -> str:
    """Return a line as it is shown: with `--plain` without the sign in front of it."""
    return _SIGNS.sub(r"\1", text) if asked.plain else text


def path_line(path: Path) -> Text:
    """Return a path on a line of its own, which only the terminal breaks: it is to be copied."""
    from rich.text import Text

    return Text(f"  {path}", no_wrap=True)


def arrow(step: str, asked: Asked) -> str:
    """Return a next step behind its arrow, which points the way that the sentence is read."""
    return words(f"{'←' if asked.language.turns(step) else '→'} {step}", asked)


def _worded(part: RenderableType, asked: Asked) -> RenderableType:
    from rich.text import Text

    if isinstance(part, Text) and asked.plain:
        return Text(words(part.plain, asked))
    return words(part, asked) if isinstance(part, str) else part


def envelope(result: Result) -> dict[str, object]:
    """Return the one form that every `--json` has."""
    return {
        "format": FORMAT,
        "command": result.command,
        "ok": result.exit_code is Exit.DONE,
        "data": result.data,
        "notes": list(result.notes),
        "error": result.error,
    }


def terminal(asked: Asked, *, errors: bool = False) -> Console:
    """Return the console for people; rich heeds width and missing terminals.

    With `--plain` or NO_COLOR there is no style at all: rich would keep what is bold.
    """
    from rich.console import Console

    return Console(
        stderr=errors,
        markup=False,
        highlight=False,
        color_system=None if asked.plain or os.environ.get("NO_COLOR") else "auto",
        soft_wrap=not sys.stdout.isatty(),
    )
