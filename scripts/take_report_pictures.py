"""Take docs/pictures/report-*.png: a made cohort, really graded, its report in a real browser.

`python scripts/take_report_pictures.py [FOLDER [LEARNERS]]` writes into FOLDER, else into
docs/pictures/. It needs Chromium at /usr/bin/chromium. What the learners hand in are the attempts that the
graders know: right ones by who is far, wrong ones by who is not.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.graders import read_grader

_HERE = Path(__file__).parents[1]
_EXERCISES, _GRADERS = _HERE / "exercises", _HERE / "graders"
_PACKS = ("m00", "m01", "m02")
_WIDTHS = {360: 2, 1280: 1}
_NOT_HANDED_IN = 0.04
_FIRST_DAY = datetime(2026, 10, 5, 16, tzinfo=UTC)
_NAMES = (
    *("Amina Benali", "Bilal Haddad", "Carla Silva", "Daoud Osei", "Elif Kaya", "Farid Rahmani"),
    *("Grace Mensah", "Hiba Khoury", "Ibrahim Traoré", "Jana Saleh", "Karim Zidan", "Lina Petit"),
    *("Mariam Diallo", "Noor Abbas", "Omar Mansour", "Paul Martin", "Rania Tahan", "Samir Nguyen"),
    *("Tala Haddad", "Yusuf Kaya", "فاطمة الزهراء", "José García", "陳大文", "Zoé Moreau"),
)


def settings(exercises: list[Exercise], names: Sequence[str]) -> str:
    """Return a cohort.toml with two groups, and two days for each exercise."""
    lines = ['format = 1\ntitle = "Evening class, autumn"\ntime_zone = "Europe/Paris"\n[due]']
    for number, one in enumerate(exercises):
        due = _FIRST_DAY.date() + timedelta(days=2 * number + 3)
        lines.append(f'"{one.id}" = {due.isoformat()}')
    for number, name in enumerate(names):
        group = ("Lyon", "Marseille")[number % 2]
        lines.append(f'[[learners]]\nid = "fern-{number:02}"\nname = "{name}"\ngroup = "{group}"')
    return "\n".join(lines) + "\n"


def hand_in(folder: Path, exercises: list[Exercise], learners: int) -> None:
    """Write every learner's notebooks: each an attempt that the grader knows."""
    chance = random.Random(3)  # noqa: S311 - the same cohort in each picture
    known = {one.id: read_grader(_GRADERS, _EXERCISES, one).attempts for one in exercises}
    for number in range(learners):
        skill = chance.betavariate(6, 2)
        reached = min(len(exercises), int(len(exercises) * (skill + 0.35)))
        for position, exercise in enumerate(exercises[:reached]):
            if chance.random() < _NOT_HANDED_IN:
                continue
            right = chance.random() < skill + 0.15
            attempt = chance.choice(list(_attempts(known[exercise.id], right=right)))
            days = 2 * position + chance.choice((1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 4))
            when = _FIRST_DAY + timedelta(days=days, hours=chance.gauss(2, 2.2))
            _write(folder / f"fern-{number:02}" / f"{exercise.name}.ipynb", exercise, attempt, when)


def _attempts(known: tuple[Attempt, ...], *, right: bool) -> Iterator[Attempt]:
    """Give right attempts, or wrong ones that end by themselves: nobody waits for a picture."""
    wanted = {Verdict.PASSED} if right else {Verdict.FAILED}
    return (one for one in known if one.expected in wanted and one.round == 1)


def _write(path: Path, exercise: Exercise, attempt: Attempt, when: datetime) -> None:
    cells = {cell.name: cell.source for cell in attempt.notebook.cells}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fill_in(compose(exercise, Language.EN, {}), cells), "utf-8")
    os.utime(path, (when.timestamp(), when.timestamp()))


def konexio(*arguments: str | Path) -> None:
    """Run the real command."""
    content = ("--exercises", _EXERCISES)
    subprocess.run(
        [sys.executable, "-m", "konexio_cli", *map(str, (*arguments, *content))], check=True
    )


def take(report: Path, target: Path) -> None:
    """Take the report's pictures, each as wide as its name says."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for width, scale in _WIDTHS.items():
            page = browser.new_page(
                viewport={"width": width, "height": 900}, device_scale_factor=scale
            )
            page.goto(report.as_uri())
            page.screenshot(path=target / f"report-{width}.png", full_page=scale == 1)
        browser.close()


def main() -> None:
    """Make the cohort, grade it, and take the pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else _HERE / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    names = _NAMES[: int(sys.argv[2]) if len(sys.argv) > 2 else None]  # noqa: PLR2004 - the second argument
    ids = [one for one in read_course(_EXERCISES).exercises if one.startswith(_PACKS)]
    exercises = [read_exercise(_EXERCISES, one) for one in ids]
    with tempfile.TemporaryDirectory(prefix="konexio-pictures-") as name:
        cohort = Path(name).resolve() / "cohort"
        cohort.mkdir()
        (cohort / "cohort.toml").write_text(settings(exercises, names), "utf-8")
        hand_in(cohort, exercises, len(names))
        konexio("cohort", "grade", cohort, "--out", cohort / "grades", "--graders", _GRADERS)
        report = cohort / "report.html"
        konexio("cohort", "report", cohort, "--out", report)
        take(report, target)


if __name__ == "__main__":
    main()
