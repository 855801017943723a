"""Take docs/pictures/portfolio-*.png: a learner's kept work, built into a site, in a real browser.

`python scripts/take_portfolio_pictures.py [FOLDER [PRACTICE]]` writes into FOLDER, else into
docs/pictures/; PRACTICE is how many exercises were done before the tasks. It needs Chromium at /usr/bin/chromium. Tasks and briefs are those of the
course; the levels of evidence and the delivered files are made up, to show them all.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from matplotlib.figure import Figure
from playwright.sync_api import sync_playwright

from konexio_cli.model.language import Language, Translated
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.packs.skills import read_skills
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.entry import Entry, GoalKept
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.showing import showcase
from konexio_cli.reports.site.site import site_files

_HERE = Path(__file__).parents[1]
_ROOT = _HERE / "exercises"
_TASK = "c1/receipts-to-table"
_WIDTHS = {360: 2, 1280: 1}
_PICTURES = (
    *(("index", one) for one in (Language.EN, Language.AR)),
    *(("c1-receipts-to-table", one) for one in (Language.EN, Language.FR, Language.AR)),
)
_FIRST_DAY = datetime(2026, 9, 1, 9, tzinfo=UTC)
_PRACTICE = 24
_TOTALS = "month,total\n" + "".join(
    f"2024-{month:02},{total:.2f}\n"
    for month, total in enumerate((412.55, 380.10, 512.40, 298.05, 611.25, 455.90), 1)
)
_ROWS = "date,shop,amount\n" + "".join(
    f"{1 + day % 28:02}/{1 + day // 28:02}/2024,Le Moulin,{10 + day * 3.7:.2f}\n"
    for day in range(120)
)
_FILES = {
    "message.md": "Dear Idris,\n\nhere are your four files.\nThree receipts have no date.\n",
    "receipts.csv": _ROWS,
    "totals.csv": _TOTALS,
}
_CHOICES = Choices(
    name="Amina Khalil",
    headline="Data cleaning and small reports for shops and associations",
    about="I clean lists, tables and invoices. I ask before I start, and I say what is missing."
    "\n\nI work in English, French and Arabic.",
    contact=("amina@example.org", "Lyon, France"),
    order=(_TASK,),
).say("The client now gets **one table** each month.", _TASK)


def a_chart() -> bytes:
    """Return a picture such as a notebook shows: the amounts of the receipts."""
    figure = Figure(figsize=(6, 3), dpi=110, layout="constrained")
    axes = figure.subplots()
    axes.hist(
        [8 + (day % 17) * (day % 11) for day in range(120)], bins=12, color="#0d5f5a", rwidth=0.9
    )
    axes.set(title="Receipts by amount", xlabel="EUR", ylabel="receipts")
    axes.spines[["top", "right"]].set_visible(False)
    body = io.BytesIO()
    figure.savefig(body, format="png")
    return body.getvalue()


def keep_work(folder: Path, practice: int) -> None:
    """Keep the client tasks and some practice, each level of evidence in turn."""
    kept = Portfolio(folder)
    course = read_course(_ROOT).exercises
    tasks = [one for one in course if one.startswith("c1/")]
    for number, name in enumerate([*course[:practice], *tasks]):
        exercise = read_exercise(_ROOT, name)
        for one in exercise.rounds:
            begun = _FIRST_DAY + timedelta(days=number + one.number)
            goals = exercise.goals_of(one.number)
            entry = Entry(
                exercise=name,
                title=exercise.title.into(Language.EN),
                round=one.number,
                evidence=tuple(Evidence)[(number + 1) % 3],
                checks_passed=12,
                submission_sha256="5f" * 32,
                grader_sha256="c3" * 32,
                pack_version="0.1.0",
                when=begun + timedelta(hours=6),
                learner="Amina K.",
                kind=exercise.kind,
                titles=_plain(exercise.title),
                skills=exercise.skills,
                minutes=exercise.minutes,
                goals=tuple(GoalKept(_plain(g.title), g.proof, reached=True) for g in goals),
                begun=begun,
            )
            files = {file: text.encode() for file, text in _FILES.items() if name == _TASK}
            files |= {"notebook/chart-1.png": a_chart()} if name == _TASK else {}
            briefs = {f"brief.{k}.md": text.encode() for k, text in one.brief.texts.items()}
            kept.record(entry, b"{}", files, briefs)


def _plain(text: Translated) -> Mapping[str, str]:
    return {str(language): one for language, one in text.texts.items()}


def build(portfolio: Path, site: Path, language: Language) -> None:
    """Write the site in one language."""
    shown = showcase(portfolio, _CHOICES, "Amina", lambda entry: entry)
    for name, body in site_files(shown, read_skills(_ROOT), language).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(body)


def take(folder: Path, target: Path) -> None:
    """Take each picture, as wide as its name says."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for width, scale in _WIDTHS.items():
            page = browser.new_page(
                viewport={"width": width, "height": 1000}, device_scale_factor=scale
            )
            for name, language in _PICTURES:
                page.goto((folder / language / f"{name}.html").as_uri())
                what = name if name == "index" else "task"
                path = target / f"portfolio-{what}-{language}-{width}.png"
                page.screenshot(path=path, full_page=scale == 1)
        browser.close()


def main() -> None:
    """Keep the work, build the sites, and take the pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else _HERE / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    practice = int(sys.argv[2]) if len(sys.argv) > 2 else _PRACTICE  # noqa: PLR2004 - the second argument
    with tempfile.TemporaryDirectory(prefix="konexio-pictures-") as name:
        folder = Path(name).resolve()
        keep_work(folder / "portfolio", practice)
        for language in {one for _, one in _PICTURES}:
            build(folder / "portfolio", folder / language, language)
        take(folder, target)


if __name__ == "__main__":
    main()
