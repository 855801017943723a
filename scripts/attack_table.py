"""Run the attack suite and print its table: threat row, cases, held, and what holds.

    python scripts/attack_table.py

Rows are those of the threat table; `OK` are controls that must pass. The exit code is
that of pytest.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

TESTS = Path(__file__).parents[1] / "tests"
FOLDER, CASES = TESTS / "attacks", TESTS / "cases" / "attacks"
_HOLDS = re.compile(r"^# holds: (.*)$", re.MULTILINE)
# `test_submission[F1-nan]`, `test_f13_forged_metadata_earns_nothing[forged points]`
_CASE = re.compile(r"test_(?:submission\[)?([A-Za-z]\d+|ok)[-_]", re.IGNORECASE)


@dataclass
class Row:
    """The cases of one row of the threat table."""

    cases: int = 0
    held: int = 0
    holds: dict[str, None] = field(default_factory=dict)  # in the order in which they came


def read(report: Path) -> dict[str, Row]:
    """Return the rows of a JUnit report, in the order of the threat table."""
    rows: dict[str, Row] = {}
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - our own report
        found = _CASE.match(case.get("name", ""))
        if found is None or case.find("skipped") is not None:
            continue
        row = rows.setdefault(found[1].upper(), Row())
        row.cases += 1
        row.held += case.find("failure") is None and case.find("error") is None
        row.holds.setdefault(_holds(case.get("name", "")))
    return dict(sorted(rows.items(), key=_order))


def _order(item: tuple[str, Row]) -> tuple[int, int]:
    letter, number = item[0][0], item[0][1:]
    return "FRDEO".find(letter), int(number) if number.isdigit() else 0


def _holds(name: str) -> str:
    """Return what a case's head tells; a test that is no file tells it by its name."""
    case, _, of = name.partition("[")
    file = CASES / f"{of.rstrip(']')}.py"
    if case == "test_submission":
        return "".join(_HOLDS.findall(file.read_text("utf-8")))
    return case.removeprefix("test_").partition("_")[2].replace("_", " ")


def table(rows: dict[str, Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| row | cases | held | what holds |", "| --- | --- | --- | --- |"]
    lines += [f"| {n} | {r.cases} | {r.held} | {'; '.join(r.holds)} |" for n, r in rows.items()]
    cases, held = sum(r.cases for r in rows.values()), sum(r.held for r in rows.values())
    return "\n".join([*lines, f"| all | {cases} | {held} | |"])


def main() -> int:
    """Run the suite and print the table; return pytest's exit code."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", str(FOLDER), f"--junitxml={report}"]
        done = subprocess.run(command, stdout=sys.stderr, check=False)
        print(table(read(report)))  # noqa: T201 - the table is what this script is for
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
