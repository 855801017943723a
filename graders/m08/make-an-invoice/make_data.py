"""Write the time sheet of this exercise: `python make_data.py`. The same one comes out each time."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "m08" / "make-an-invoice"
# Minutes of each line of the quote: their hours times the rates end on half a cent twice.
MINUTES = {"1": 369, "2": 69, "3": 195}
LENGTHS = (3, 6, 9, 12, 15, 18, 21)


def parts(rng: random.Random, minutes: int) -> list[int]:
    """Cut the minutes into short times; each is a whole number of hundredths of an hour."""
    found: list[int] = []
    while minutes:
        length = min(rng.choice(LENGTHS), minutes)
        found.append(length)
        minutes -= length
    return found


def main() -> None:
    """Write the time sheet, each day with the times in any order."""
    rng = random.Random("make-an-invoice 1")
    times = [(line, length) for line, all_of_it in MINUTES.items() for length in parts(rng, all_of_it)]
    rng.shuffle(times)
    day = date(2026, 11, 30)
    rows = []
    for line, length in times:
        if rng.random() < 0.4:
            day += timedelta(days=1)
        rows.append([day.isoformat(), line, f"{length / 60:.2f}"])
    path = EXERCISE / "data" / "timesheet.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["day", "line", "hours"], *rows])
    print(f"{path.name}: {len(rows)} rows, last day {day}")


if __name__ == "__main__":
    main()
