"""What a workspace still holds of earlier work, by which a lost key or journal is noticed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from konexio_cli.cli.learner.typed import typed
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.portfolio.health import knows_checks, knows_hand_ins
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.identity import key_file

_OUTBOX, _RECEIPTS = "outbox", ".konexio/receipts"


def key_is_lost(folder: Path) -> bool:
    """Whether a workspace has no key although work was handed in with one."""
    if key_file(folder).exists():
        return False
    return bool(_handed_in(folder)) or knows_hand_ins(_journal(folder))


def forgotten(folder: Path) -> KonexioError | None:
    """Return what to say of a journal that lacks work which lies in its workspace; None else.

    That is one that was lost: a journal that cannot be read is another matter.
    """
    handed = {} if knows_hand_ins(_journal(folder)) else _handed_in(folder)
    checked = knows_checks(_journal(folder))
    kept = () if checked else Portfolio(folder / "portfolio").entries()
    found = handed | ({"portfolio": len(kept)} if kept else {})
    if not found:
        return None
    there = ", ".join(f"{place} {number}" for place, number in found.items())
    exercise = kept[0].exercise if kept else "m01/tidy-name"
    problem = KonexioError("journal-forgot", there=there)
    return problem.with_way_out(_way_back(folder, exercise, handed, checked=checked))


def _way_back(
    folder: Path, exercise: str, handed: Mapping[str, int], *, checked: bool
) -> KonexioError:
    """Return the next step to a whole journal: trainers' answers, own checks, then a new hand-in."""
    if _RECEIPTS in handed:
        command = f"konexio receive {typed(folder / _RECEIPTS)}"
        return KonexioError("journal-forgot-grades", command=command)
    if not checked:
        return KonexioError("journal-forgot-checks", command=f"konexio check {exercise}")
    return KonexioError("journal-forgot-sent", command="konexio submit --all")


def _handed_in(folder: Path) -> dict[str, int]:
    """Return how many files of work handed in, and of answers, lie in a workspace, by place."""
    found = {one: len(list((folder / one).glob(f"*{SUFFIX}"))) for one in (_OUTBOX, _RECEIPTS)}
    return {place: number for place, number in found.items() if number}


def _journal(folder: Path) -> Path:
    return folder / ".konexio" / "journal.db"
