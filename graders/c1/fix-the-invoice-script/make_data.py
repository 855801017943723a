"""Write the invoices of this task: the learner's, and hidden ones. `python make_data.py`.

The same files come out each time. All people are invented. The totals that were sent are
those of the old program: some are 1 cent wrong, and they stay so.
"""

from __future__ import annotations

import csv
import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "fix-the-invoice-script"
COLUMNS = ["number", "issued", "client", "discount", "sent_total", "what", "hours", "rate"]
CLIENTS = [
    *("Café Zanzibar, Lyon", "Bäckerei Öz", "Nour Haddad", "Garage Mbeki", "Dr. Oksana Melnyk"),
    *("Tesfaye & Sons", "Librería Ñandú", "Salon Wanjiru", "Anh Nguyen", "Studio \"Kite\""),
]
WORKS = [
    *("Photos of the shop", "Web page", "Text for a flyer", "List of products, clean", "Meeting"),
    *("Repair of a script", "Translation", "Training, 1 person", "Map of the branches"),
]
RATES = ["17.90", "18.30", "21.50", "16.70", "19.90", "24.00"]


def old_total(lines: list[tuple[str, str]], percent: str) -> str:
    """Return the total as the old program calculates it."""
    amounts = [round(float(hours) * float(rate), 2) for hours, rate in lines]
    amount = 0.0
    for one in amounts:
        amount += one
    return f"{amount - round(amount * float(percent) / 100, 2):.2f}"


def some_line(rng: random.Random) -> tuple[str, str]:
    """Return hours and a rate; two of three end on half a cent that float numbers lose."""
    while True:
        hours, rate = f"{rng.randint(1, 24) * 0.05 + 0.25:.2f}", rng.choice(RATES)
        exact = Decimal(hours) * Decimal(rate)
        right = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        if Decimal(str(round(float(hours) * float(rate), 2))) != right or rng.random() < 0.05:
            return hours, rate


def rows_of(rng: random.Random, year: int, months: list[int], sent: set[int]) -> list[list[str]]:
    """Return the rows of one invoice for each of the months."""
    rows = []
    for place, month in enumerate(months, 1):
        percent = rng.choice(["0", "0", "3", "5", "7.5", "10"])
        lines = [some_line(rng) for _ in range(rng.randint(2, 5))]
        client, day = rng.choice(CLIENTS), rng.randint(1, 28)
        done = old_total(lines, percent) if place in sent else ""
        begin = [f"{year}-{place:03}", f"{year}-{month:02}-{day:02}", client, percent, done]
        rows += [[*begin, rng.choice(WORKS), hours, rate] for hours, rate in lines]
    return rows


def save(path: Path, rows: list[list[str]]) -> None:
    """Write a file of invoices as CSV, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    print(f"{path.name}: {len(rows)} rows")


def main() -> None:
    """Write both files."""
    rng = random.Random("fix-the-invoice-script 3")
    save(EXERCISE / "data" / "jobs.csv", rows_of(rng, 2026, list(range(1, 13)), {1, 2, 3, 5}))
    rng = random.Random("fix-the-invoice-script 4")
    months = [1, 1, 2, 4, 4, 7, 9, 11, 12, 12, 1, 12]
    save(GRADER / "data" / "hidden_jobs.csv", rows_of(rng, 2025, months, {1, 3, 4, 9, 12}))


if __name__ == "__main__":
    main()
