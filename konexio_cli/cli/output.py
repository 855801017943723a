"""A command's result, shown as text or as the JSON envelope."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

FORMAT = 1


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
    for part in result.view:
        console.print(part, markup=False, highlight=False)
    for note in result.notes:
        console.print(f"- {note}", markup=False, highlight=False)
    if result.next_step:
        console.print(f"\n→ {result.next_step}", markup=False, highlight=False, style="bold")
    return result.exit_code


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
    """Return the console for people; rich heeds NO_COLOR, width and missing terminals."""
    from rich.console import Console

    return Console(
        stderr=errors,
        markup=False,
        highlight=False,
        no_color=asked.plain or None,
        soft_wrap=not sys.stdout.isatty(),
    )
