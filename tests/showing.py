"""A portfolio with real exercises of the course, and what may be shown of it."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from konexio_cli.cli.learner.believing import with_course_briefs
from konexio_cli.model.showcase import Showcase
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.library import embedded_course
from konexio_cli.packs.skills import read_skills
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.entry import Entry, GoalKept
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.showing import showcase

ROOT = embedded_course()
SKILLS = read_skills(ROOT)
TASK = "c1/receipts-to-table"
NAME = "Zoé O'Neil <b>"
WORDS = "One **table** a month.\n\n<script>alert(1)</script> [a](http://a.example)"
TOTALS = b"month,total\n2024-01,412.55\n2024-02,380.10\n2024-03,512.40\n"
ROWS = "".join(f"2024-0{1 + i % 9}-01,=Shop {i},{i}.50\n" for i in range(60))


def a_png(width: int = 600, height: int = 400, words: str = "") -> bytes:
    """Return a grey picture; `words` are what programs write into it."""
    rows = zlib.compress(b"".join(b"\0" + b"\x99" * width for _ in range(height)))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows))
    told = ((b"tEXt", b"Author\0" + words.encode()),) if words else ()
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (*parts, *told, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def a_workbook(rows: int = 12) -> bytes:
    """Return a workbook with a table on its first sheet."""
    book, body = Workbook(), io.BytesIO()
    book.worksheets[0].append(["day", "shop", "amount"])
    for number in range(rows):
        book.worksheets[0].append([date(2024, 1, 1 + number), f"Shop {number}", number + 0.5])
    book.save(body)
    return body.getvalue()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
PROGRAM = "".join(f"row_{number} = clean(rows[{number}])\n" for number in range(90)).encode()
FILES = {
    "total-by_month.png": a_png(),
    "plan.svg": SVG,
    "list.xlsx": a_workbook(),
    "program.py": PROGRAM,
    "totals.csv": TOTALS,
    "out/receipts.csv": f"date,shop,amount\n{ROWS}".encode(),
    "message.md": "Dear Idris,\n\N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}\n".encode(),
    "papers/quote.yaml": b"""\
client: Sara Wanjiru
issued: 2026-04-01
valid_until: 2026-05-01
currency: EUR
lines:
  - {what: Clean the list, hours: 3, rate: 20, amount: 60}
total: 60
not_included: [Phone support, Printing]
change_rounds: 1
""",
    "papers/invoice.yaml": b"""\
number: 2026-01
issued: 2026-04-10
due: 2026-05-10
seller: Zoe
client: Sara Wanjiru
country: KE
currency: EUR
lines:
  - {what: Clean the list, hours: 3, rate: 20, amount: 60}
subtotal: 60
discount_percent: 10
discount: 6
tax_percent: 0
tax: 0
tax_note: No VAT
total: 54
""",
    "papers/delivery.yaml": b"""\
client: Sara Wanjiru
language: fr
files:
  - {name: clean.csv, what: the list}
how_to_use: Open it in Excel.
limits: [Three rows have no phone.]
next_step: Tell me by Friday.
""",
    "photo.bin": b"\x00\xff",
}
_TASKS = (TASK, "c1/stock-alert", "c1/time-sheet", "c1/rename-photos")
_SKILLS = ("m01/tidy-name", "m01/price-with-vat")
_BEGUN = datetime(2026, 9, 1, 9, tzinfo=UTC)


def a_portfolio(folder: Path) -> Path:
    """Keep tasks of two rounds and exercises, each level of evidence behind some."""
    kept = Portfolio(folder)
    for number, name in enumerate((*_TASKS, *_SKILLS)):
        exercise = read_exercise(ROOT, name)
        for one in exercise.rounds:
            begun = _BEGUN + timedelta(days=3 * number + one.number)
            entry = Entry(
                exercise=name,
                title=exercise.title.texts[next(iter(exercise.title.texts))],
                round=one.number,
                evidence=tuple(Evidence)[number % 3],
                checks_passed=9,
                submission_sha256="a1" * 32,
                grader_sha256="b2" * 32,
                pack_version="0.1.0",
                when=begun + timedelta(hours=5),
                learner="Zoé",
                kind=exercise.kind,
                titles={str(k): v for k, v in exercise.title.texts.items()},
                skills=exercise.skills,
                minutes=exercise.minutes,
                goals=tuple(
                    GoalKept({str(k): v for k, v in g.title.texts.items()}, g.proof, reached=True)
                    for g in exercise.goals_of(one.number)
                ),
                begun=begun,
            )
            briefs = {f"brief.{k}.md": v.encode() for k, v in one.brief.texts.items()}
            files = FILES if name == TASK else {}
            kept.record(entry, b"{}", files, briefs)
    return folder


def a_showcase(folder: Path) -> Showcase:
    """Return what is shown of `a_portfolio(folder)`: everything, with words of the learner.

    Every entry is believed, so that each level of evidence is seen.
    """
    choices = Choices(
        name=NAME,
        headline="Data cleaning for small shops",
        about="I clean lists.\n\nأعمل بثلاث لغات.",
        contact=("zoe@example.org", "+33 6 00 00 00 00"),
    ).say(WORDS, TASK)
    shown = showcase(a_portfolio(folder), choices, "Zoé", lambda entry: entry)
    course = {one.exercise: read_exercise(ROOT, one.exercise) for one in shown.pieces}
    return with_course_briefs(shown, course)
