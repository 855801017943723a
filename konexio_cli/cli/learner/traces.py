"""What a workspace still holds of earlier work, by which a lost key or journal is noticed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.portfolio.health import knows_hand_ins
from konexio_cli.portfolio.identity import key_file


@dataclass(frozen=True, slots=True)
class Traces:
    """How many files of work handed in, and of answers, lie in a workspace."""

    outbox: int
    receipts: int


def traces_in(folder: Path) -> Traces:
    """Return what lies in the workspace in `folder`."""
    places = (folder / "outbox", folder / ".konexio" / "receipts")
    return Traces(*(len(list(place.glob(f"*{SUFFIX}"))) for place in places))


def key_is_lost(folder: Path) -> bool:
    """Whether a workspace has no key although work was handed in with one."""
    if key_file(folder).exists():
        return False
    found = traces_in(folder)
    journal = folder / ".konexio" / "journal.db"
    return bool(found.outbox or found.receipts) or knows_hand_ins(journal)
