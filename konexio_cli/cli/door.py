"""The one door through which every error leaves: two lines, a next step, an exit code."""

from __future__ import annotations

import errno
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show, terminal
from konexio_cli.errors import Exit, KonexioError


def through_the_door(run: Callable[[], int], command: str, asked: Asked) -> int:
    """Return the exit code of `run`, or of the error that came out of it, which is shown."""
    try:
        return run()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nothing is left to say.
        sys.stderr.close()
        return Exit.DONE
    except BaseException as problem:  # noqa: BLE001 - the one place that may
        return _tell(command, asked, _explained(problem, command))


def _explained(problem: BaseException, command: str) -> KonexioError:
    """Return any error as one of ours; an unexpected one is written to a report."""
    match problem:
        case KonexioError():
            return problem
        case typer.TyperException():
            return KonexioError("usage", why=problem.format_message())
        case KeyboardInterrupt() | typer.Abort():
            return KonexioError("interrupted", Exit.INTERRUPTED)
        case OSError():
            return _of_this_machine(problem)
        case Exception():
            return KonexioError("unexpected", Exit.OURS, file=_write_report(command))
    raise problem


def _of_this_machine(problem: OSError) -> KonexioError:
    code = {
        errno.ENOSPC: "disk-full",
        errno.EROFS: "folder-read-only",
        errno.EACCES: "folder-read-only",
        errno.EPERM: "folder-read-only",
    }.get(problem.errno or 0)
    if code is None:
        return KonexioError("machine", Exit.MACHINE, why=problem.strerror, file=problem.filename)
    return KonexioError(code, Exit.MACHINE, file=problem.filename)


def _tell(command: str, asked: Asked, problem: KonexioError) -> int:
    what, after = asked.texts.error(problem)
    if asked.json:
        error: dict[str, object] = {"code": problem.code, "what": what, "next": after}
        facts = {key: str(value) for key, value in problem.facts.items()}
        return show(
            Result(command, {}, exit_code=problem.exit_code, error=error | {"facts": facts}), asked
        )
    console = terminal(asked, errors=True)
    console.print(what, style="bold red")
    if after:
        console.print(f"→ {after}")
    return problem.exit_code


def _write_report(command: str) -> Path:
    """Write what a maintainer needs: versions and traceback, no learner's work."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    text = (
        f"konexio {command}\npython {sys.version}\n{platform.platform()}\n\n"
        f"{traceback.format_exc()}"
    )
    with tempfile.NamedTemporaryFile(
        "w", prefix=f"konexio-report-{stamp}-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    return Path(file.name)
