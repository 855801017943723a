"""One hostile submission, as its file in tests/cases/attacks/ tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.model.exercise import Limits
from konexio_cli.model.notebook import Cell, Role
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.percent import split_cells

FOLDER = Path(__file__).parents[1] / "cases" / "attacks"
_HEAD = re.compile(r"# (\w+): (.*)\n")
# Wide, so that a slow machine's honest answers come in time; a case that never ends says so.
_LIMITS = Limits(
    seconds=20, notebook_seconds=30, memory_mb=512, file_mb=2, output_kb=16, answer_kb=1024
)
_WHOLE = {"memory_mb", "file_mb", "output_kb", "answer_kb", "processes"}


@dataclass(frozen=True)
class Case:
    """A learner's cells, and what must hold when they are graded.

    `expect` holds the verdicts that are right; `says` what the room must have said, which
    shows that the attack was really made; `checks` replaces the usual hidden checks.
    """

    name: str
    expect: frozenset[Verdict]
    holds: str
    says: tuple[str, ...]
    limits: Limits
    cells: tuple[Cell, ...]
    checks: str

    @property
    def row(self) -> str:
        """Return the row of the threat table."""
        return self.name.partition("-")[0]


def all_cases() -> list[Path]:
    """Return the files of all cases, sorted."""
    return sorted(FOLDER.glob("*.py"))


def read_case(path: Path, places: Mapping[str, str]) -> Case:
    """Return the case in a file; `@NAME@` in it stands for a place of this run."""
    head, text = _split(path.read_text("utf-8"))
    assert head["row"] == path.stem.partition("-")[0], path.name
    for name, place in places.items():
        text = text.replace(f"@{name}@", place)
    parts = split_cells(text)
    return Case(
        name=path.stem,
        expect=frozenset(map(Verdict, head["expect"].split())),
        holds=head["holds"],
        says=tuple(filter(None, head.get("says", "").split("; "))),
        limits=_limits(head.get("limits", "")),
        cells=tuple(_cell(name, source) for name, source in parts if name != "checks"),
        checks=next((source for name, source in parts if name == "checks"), ""),
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    head: dict[str, str] = {}
    while found := _HEAD.match(text):
        head[found[1]] = found[2].strip()
        text = text[found.end() :]
    return head, text


def _limits(text: str) -> Limits:
    given = dict(part.split("=") for part in text.split())
    values = {key: int(v) if key in _WHOLE else float(v) for key, v in given.items()}
    return Limits(
        seconds=values.get("seconds", _LIMITS.seconds),
        notebook_seconds=values.get("notebook_seconds", _LIMITS.notebook_seconds),
        memory_mb=int(values.get("memory_mb", _LIMITS.memory_mb)),
        file_mb=int(values.get("file_mb", _LIMITS.file_mb)),
        output_kb=int(values.get("output_kb", _LIMITS.output_kb)),
        answer_kb=int(values.get("answer_kb", _LIMITS.answer_kb)),
        processes=int(values.get("processes", 0)),
    )


def _cell(name: str, source: str) -> Cell:
    """Return a learner's cell: the first is the answer, the others are their own."""
    return Cell(source, name=name or "main", role=Role.EXTRA if name else Role.ANSWER)
