"""`mistakes.json` of an exercise: which mistakes its visible checks can show, as digests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from konexio_cli.errors import KonexioError
from konexio_cli.model.known import KnownAnswers
from konexio_cli.packs.files import read_text
from konexio_cli.packs.shapes import MistakesShape

FILE = "mistakes.json"


def read_mistakes(folder: Path) -> tuple[KnownAnswers, ...]:
    """Return what an exercise's folder tells of known mistakes, round by round; () without a file.

    Raise KonexioError when the file holds anything but digests and names.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        shape = MistakesShape.model_validate_json(read_text(path))
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise KonexioError("mistakes-broken", file=path, place=place, why=first["msg"]) from None
    return tuple(
        KnownAnswers(shape.salt, frozenset(one.questions), one.mistakes) for one in shape.rounds
    )


def mistakes_text(rounds: Sequence[KnownAnswers]) -> str:
    """Return the file: the same mistakes give the same bytes; "" when there is none to tell."""
    if not any(one.mistakes for one in rounds):
        return ""
    content = {
        "format": 1,
        "salt": rounds[0].salt,
        "rounds": [
            {
                "questions": sorted(one.questions),
                "mistakes": dict(sorted(one.mistakes.items(), key=lambda item: item[1])),
            }
            for one in rounds
        ],
    }
    return json.dumps(content, indent=1) + "\n"
