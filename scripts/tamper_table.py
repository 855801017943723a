"""Print the tamper table: what is done to a good portfolio, and the sentence that names it.

`python scripts/tamper_table.py` does each thing and looks; the exit code is 1 when one of
them was not noticed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from konexio_cli.credentials.examining import Examined  # noqa: E402 - the path comes first
from konexio_cli.model.language import Language  # noqa: E402 - as above
from konexio_cli.reports.catalogue import Texts  # noqa: E402 - as above
from tests.credentials.tampered import Row, a_world, examined  # noqa: E402 - as above
from tests.credentials.tampering import ROWS  # noqa: E402 - as above

_TEXTS = Texts(Language.EN)


def main() -> int:
    """Print a Markdown table with a row for each thing that was done."""
    lines = ["| what is done | noticed | what the reader is told |", "| --- | --- | --- |"]
    found = [_told(row) for row in ROWS]
    lines += [f"| {row.what} | {'yes' if told else 'NO'} | {told} |" for row, told in found]
    noticed = sum(bool(told) for _, told in found)
    print("\n".join([*lines, f"| all: {len(found)} | {noticed} | |"]))  # noqa: T201 - the table
    return int(noticed < len(found))


def _told(row: Row) -> tuple[Row, str]:
    with tempfile.TemporaryDirectory() as folder:
        world = a_world(Path(folder))
        row.tamper(world)
        return row, _sentence(examined(world), row.code)


def _sentence(found: Sequence[Examined], code: str) -> str:
    problems = (problem for one in found for problem in one.against if problem.code == code)
    return next((_TEXTS.error(problem)[0] for problem in problems), "")


if __name__ == "__main__":
    sys.exit(main())
