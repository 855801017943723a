"""A piece of the work on one exercise and what comes of it, as lines of text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from konexio_cli.authoring.findings import Finding, Severity, Survivor

_PATH = "$path"


@dataclass(frozen=True, slots=True)
class Unit:
    """The gates of an exercise, or some of the mutants of one round's reference.

    Round 0 stands for the gates. Of the mutants it is every `step`-th, from `first` on; each
    must be caught under `seeds` seeds. `mutants` is how many there are, where that is known.
    """

    exercise: str
    round: int = 0
    first: int = 0
    step: int = 1
    seeds: int = 1
    mutants: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a unit: findings, and of `judged` mutants those that passed.

    Without `sound`, the reference did not pass, and no mutant was judged.
    """

    findings: tuple[Finding, ...] = ()
    judged: int = 0
    survivors: tuple[Survivor, ...] = ()
    sound: bool = True
    seconds: float = 0.0


def unit_to_text(unit: Unit) -> str:
    """Return the line that asks for a unit."""
    return json.dumps(asdict(unit), ensure_ascii=True)


def unit_from_text(text: str) -> Unit:
    """Return the unit that `unit_to_text` wrote."""
    return Unit(**json.loads(text))


def part_to_text(part: Part) -> str:
    """Return a part as one line; the facts of a finding may be paths."""
    return json.dumps(asdict(part), ensure_ascii=True, default=_plain)


def part_from_text(text: str) -> Part:
    """Return the part that `part_to_text` wrote."""
    told = json.loads(text, object_hook=_path)
    findings = tuple(
        Finding(**{**one, "severity": Severity(one["severity"])}) for one in told.pop("findings")
    )
    survivors = tuple(Survivor(**one) for one in told.pop("survivors"))
    return Part(**told, findings=findings, survivors=survivors)


def _plain(value: object) -> object:
    return {_PATH: str(value)} if isinstance(value, Path) else str(value)


def _path(form: dict[str, Any]) -> object:
    return Path(form[_PATH]) if set(form) == {_PATH} else form
