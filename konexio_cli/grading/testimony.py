"""All that a notebook answers to a grader's questions, whether right or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from konexio_cli.grading.case import Case, context_in
from konexio_cli.grading.checking import ask_softly
from konexio_cli.grading.sitting import Sitting
from konexio_cli.model.grader import Check
from konexio_cli.model.notebook import Role
from konexio_cli.sandbox.room import RoomEnded

# Answers by (check, question, how often it was asked before).
Testimony: TypeAlias = Mapping[tuple[str, str, int], str]


def testimony_of(case: Case, sitting: Sitting) -> Testimony:
    """Return the answers of a notebook to all questions of its checks."""
    told: dict[tuple[str, str, int], str] = {}
    for check in case.checks:
        told |= _numbered(check.name, _asked(check, case, sitting))
    told |= _numbered("cells", _cell_errors(sitting))
    return told


def _asked(check: Check, case: Case, sitting: Sitting) -> list[tuple[str, str]]:
    record: list[tuple[str, str]] = []
    try:
        with sitting.room(check.source) as place:
            # One seed for all who are asked: the same questions.
            seed = case.grader.sha256 + check.name
            ask_softly(check, context_in(place, case, sitting, seed, record))
    except RoomEnded as end:
        record.append(("ended", end.verdict))
    return record


def _cell_errors(sitting: Sitting) -> list[tuple[str, str]]:
    names = {cell.name for cell in sitting.program.cells if cell.role is Role.ANSWER}
    return [(name, sitting.cells.error(name)) for name in sorted(names)]


def _numbered(check: str, record: Sequence[tuple[str, str]]) -> Testimony:
    counts: Counter[str] = Counter()
    told = {}
    for question, answer in record:
        told[check, question, counts[question]] = answer
        counts[question] += 1
    return told
