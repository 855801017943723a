"""The one door through which every error leaves: two lines, a next step, an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import arrow, of_problem, show, terminal
from konexio_cli.cli.usage import explained_usage
from konexio_cli.errors import Exit, KonexioError


def through_the_door(run: Callable[[], int], command: str, asked: Asked) -> int:
    """Return the exit code of `run`, or of the error that came out of it, which is shown."""
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nothing is left to say.
        _close_output()
        return Exit.DONE
    except SystemExit as end:
        # Rich ends a program whose reader went away like this.
        if isinstance(end.__context__, BrokenPipeError):
            return Exit.DONE
        raise
    except BaseException as problem:  # noqa: BLE001 - the one place that may
        return tell(command, asked, _explained(problem, command, asked))
    return code


def _explained(problem: BaseException, command: str, asked: Asked) -> KonexioError:
    """Return any error as one of ours; an unexpected one is written to a report."""
    match problem:
        case KonexioError():
            return problem
        case typer.TyperException():
            return explained_usage(problem, asked.texts)
        case KeyboardInterrupt() | typer.Abort():
            return KonexioError("interrupted", Exit.INTERRUPTED)
        case OSError():
            return _of_this_machine(problem)
        case Exception():
            return _unexpected(command)
    raise problem


def _of_this_machine(problem: OSError) -> KonexioError:
    code = {
        errno.ENOSPC: "disk-full",
        errno.EROFS: "folder-read-only",
        errno.EACCES: "folder-read-only",
        errno.EPERM: "folder-read-only",
    }.get(problem.errno or 0)
    if code is None:
        why = problem.strerror or type(problem).__name__
        return KonexioError("machine", Exit.MACHINE, why=why, file=problem.filename or "")
    # What has no name is what we print to.
    return KonexioError(code, Exit.MACHINE, file=problem.filename or "stdout")


def tell(command: str, asked: Asked, problem: KonexioError) -> int:
    """Tell of a problem, and return its exit code."""
    try:
        _show(command, asked, problem)
        sys.stdout.flush()
    except OSError:
        # Nobody can be told, on a full disk for example; the exit code still says it.
        _close_output()
    return problem.exit_code


def _show(command: str, asked: Asked, problem: KonexioError) -> None:
    if asked.json:
        show(of_problem(command, problem, asked), asked)
        return
    what, after = asked.texts.error(problem)
    console = terminal(asked, errors=True)
    console.print(what, style="bold red")
    console.print(arrow(after, asked))


def _close_output() -> None:
    """Let what is still to be written go nowhere, so that the exit does not fail on it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(command: str) -> KonexioError:
    try:
        return KonexioError("unexpected", Exit.OURS, file=_write_report(command))
    except OSError:
        traceback.print_exc()
        return KonexioError("unexpected-here", Exit.OURS)


def _write_report(command: str) -> Path:
    """Write what a maintainer needs: versions and traceback, no learner's work."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    text = (
        f"konexio {command}\npython {sys.version}\n{platform.platform()}\n\n"
        f"{traceback.format_exc()}"
    )
    with tempfile.NamedTemporaryFile(
        "w",
        prefix=f"konexio-report-{stamp}-",
        suffix=".txt",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",
    ) as file:
        file.write(text)
    return Path(file.name)
