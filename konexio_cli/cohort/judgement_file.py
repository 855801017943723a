"""judgements.toml changed as a person would: one table is added or edited, all else stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit

from konexio_cli.cohort.alone import judging_alone
from konexio_cli.cohort.judgements import FILE, Judgement, JudgementsShape
from konexio_cli.cohort.settings import composed
from konexio_cli.durable import write_atomically
from konexio_cli.packs.files import read_text
from konexio_cli.packs.toml_file import read_toml

_TABLE = "judgements"
_NAMES = ("learner", "exercise", "round", "goal")


def write_judgement(cohort: Path, judgement: Judgement) -> None:
    """Add a judgement to the file, or change the one about the same: what it says is new.

    Two who judge at once both keep their word. Raise KonexioError when the file has a mistake,
    or cannot be written.
    """
    with judging_alone(cohort):
        _write(cohort / FILE, judgement)


def _write(path: Path, judgement: Judgement) -> None:
    document = tomlkit.parse("format = 1\n")
    if path.exists():
        read_toml(path, JudgementsShape)
        document = tomlkit.parse(read_text(path))
    tables: Any = document.setdefault(_TABLE, tomlkit.aot())
    named = _names(_said(judgement))
    table = next((one for one in reversed(tables) if _names(one) == named), None)
    if table is None:
        table = tomlkit.table()
        tables.append(table)
    for key, value in _said(judgement).items():
        if value is not None:
            table[key] = value
        elif key in table:
            del table[key]
    write_atomically(path, tomlkit.dumps(document))


def _said(one: Judgement) -> dict[str, object]:
    """Return what the table says; None is no key at all."""
    return {
        "learner": one.learner,
        "exercise": one.exercise,
        "round": one.round if one.round > 1 else None,
        "goal": one.goal or None,
        "met": one.met,
        "points": one.points,
        "comment": one.comment or None,
        "submission": one.submission or None,
    }


def _names(table: Mapping[str, object]) -> tuple[object, ...]:
    found = [table.get(key) for key in _NAMES]
    learner, exercise, number, goal = found
    return composed(str(learner)), exercise, number or 1, goal or ""
