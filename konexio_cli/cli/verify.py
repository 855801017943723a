"""`konexio verify`: for anyone, without a network and without a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.credentials.examining import Asked as Question
    from konexio_cli.credentials.examining import Examined


def verify(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument()],
    issuer: Annotated[list[Path] | None, typer.Option("--issuer")] = None,
    person: Annotated[str, typer.Option("--name")] = "",
) -> int:
    """Say whether credentials can be believed, and whether the work beside them was graded."""
    from konexio_cli.cli.verify_beside import notes_beside
    from konexio_cli.cli.verify_view import data_of, view

    asked: Asked = ctx.obj
    examined = _examined(path, issuer or [], person)
    return show(
        Result(
            "verify",
            {"credentials": [data_of(one, asked.texts) for one in examined]},
            tuple(view(examined, person, asked.texts)),
            Exit.DONE if all(one.holds for one in examined) else Exit.NOT_YET,
            notes=tuple(notes_beside(path, examined, asked.texts)) if path.is_dir() else (),
            next_step=asked.texts.say(_next(examined, person)),
        ),
        asked,
    )


def _examined(path: Path, pinned: Sequence[Path], name: str) -> tuple[Examined, ...]:
    from konexio_cli.cli.shown import shown_in
    from konexio_cli.credentials.examining import examine
    from konexio_cli.credentials.folder import credential_files, examine_all

    if not path.exists():
        raise KonexioError("file-missing", file=path)
    if not path.is_dir():
        return (examine(path, _question(path.parent, pinned, name)),)
    files = credential_files(path)
    return examine_all(files, shown_in(path), _question(files[0].parent, pinned, name))


def _question(folder: Path, pinned: Sequence[Path], name: str) -> Question:
    from konexio_cli.credentials.examining import Asked as Question
    from konexio_cli.credentials.issuer_document import read_issuer
    from konexio_cli.credentials.trust import Trust, beside

    trust = Trust(tuple(map(read_issuer, pinned)), beside(folder))
    return Question(trust, datetime.now(UTC), name)


def _next(examined: Sequence[Examined], person: str) -> str:
    if any(one.against for one in examined):
        return "verify.next_against"
    if not all(one.known for one in examined):
        return "verify.next_unknown"
    return "verify.next_all" if person else "verify.next_holds"
