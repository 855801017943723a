"""Write the time sheets of this task: the learner's, the hidden ones, and those of round 2.

Run it from anywhere: `python make_data.py`. The same sheets come out each time.
All people are invented. Before round 2, nobody works on a Sunday.
"""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path

COLUMNS = ["person", "start", "end"]
GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "time-sheet"

PEOPLE = """Aminata Traoré|Olena Bondar|Nguyen Thi Lan|Carlos Quispe|Hawa Deng|Mehdi Rahimi
Rosa Pinto|Ibrahim Sesay|Ana Kovač|Yohannes Haile|Fatima Zerrouki|José Mamani|Li Na
Grace Okafor|Şirin Demir|Pavlo Melnyk|Nadège Mbuyi|Ahmad Noori|Lucía Paredes|Samuel Tesfay
Zeynab Warsame|Mirela Popa|Kofi Boateng|Inès Benali""".replace("\n", "|").split("|")
SATURDAY, SUNDAY = 5, 6
# When a work can begin, and how many minutes it can take: by day, in the evening, in the night.
DAY = ([(6, 0), (6, 30), (7, 15), (8, 0), (9, 40), (13, 0)], [120, 185, 240, 330, 360, 365, 420, 480])
EVENING = ([(16, 30), (17, 0), (18, 0), (18, 45)], [90, 150, 205, 240, 300, 345, 360, 375])
NIGHT = ([(19, 30), (20, 0), (21, 45), (22, 0), (23, 10), (3, 50), (4, 30)], [150, 240, 300, 360, 390, 480])


def some_work(rng: random.Random, day: date, *, sundays: bool) -> tuple[datetime, datetime]:
    """Return start and end of one work that begins on this day."""
    kinds = [DAY, DAY, EVENING, NIGHT, NIGHT]
    if day.weekday() == SATURDAY and not sundays:
        kinds = [DAY]
    starts, lengths = rng.choice(kinds)
    begin = datetime.combine(day, time(*rng.choice(starts)))
    length = rng.choice(lengths)
    if rng.random() < 0.3:  # not everybody writes round times
        begin += timedelta(minutes=rng.randint(-9, 9))
        length += rng.randint(-14, 14)
    return begin, begin + timedelta(minutes=length)


def written(moment: datetime) -> str:
    """Return a moment as it stands in the sheet."""
    return f"{moment:%Y-%m-%d %H:%M}"


def wrong_rows(rng: random.Random, day: date, many: int) -> list[list[str]]:
    """Return rows with the mistakes that people make."""
    good = written(datetime.combine(day, time(8, 0)))
    late = written(datetime.combine(day, time(22, 0)))
    early = written(datetime.combine(day, time(6, 0)))
    french = f"{day:%d/%m/%Y} 17:00"
    rows = [
        [rng.choice(PEOPLE), late, early],  # the end is on the next day
        ["", good, written(datetime.combine(day, time(12, 0)))],
        [rng.choice(PEOPLE), good, ""],
        [rng.choice(PEOPLE), good, good],
        [rng.choice(PEOPLE), good, french],
        [rng.choice(PEOPLE), good, f"{day} 25:30"],
        ["  ", late, early],
        [rng.choice(PEOPLE), f"{day} 7h30", written(datetime.combine(day, time(12, 0)))],
        [rng.choice(PEOPLE), "2026-02-30 08:00", "2026-02-30 12:00"],
        [rng.choice(PEOPLE), "", good],
        ["", "?", "?"],
        [rng.choice(PEOPLE), f"{day} 12:00", f"{day} 09:15"],
        [rng.choice(PEOPLE), f"{day} 18:00", f"{day} 21:75"],
    ]
    return [rows[place % len(rows)] for place in range(many)]


def sheet(
    rng: random.Random, first: date, days: int, *, works: int, wrong: int, sundays: bool = False
) -> list[list[str]]:
    """Return the rows of one month, in the order in which the works began."""
    dates = [first + timedelta(days=step) for step in range(days)]
    dates = [day for day in dates if sundays or day.weekday() != SUNDAY]
    rows = []
    for _ in range(works):
        begin, end = some_work(rng, rng.choice(dates), sundays=sundays)
        name = rng.choice(PEOPLE)
        name = rng.choice([name, name, name, name, f" {name}", f"{name} "])
        rows.append([name, written(begin), written(end)])
    rows.sort(key=lambda row: row[1])
    for row in wrong_rows(rng, rng.choice(dates), wrong):
        rows.insert(rng.randrange(len(rows)), row)
    return rows


def save(path: Path, rows: list[list[str]]) -> None:
    """Write a sheet as CSV, UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])
    print(f"{path.name}: {len(rows)} rows")


def main() -> None:
    """Write the four sheets."""
    rng = random.Random("time-sheet 1")
    save(EXERCISE / "data" / "hours.csv", sheet(rng, date(2026, 3, 1), 31, works=267, wrong=13))
    rng = random.Random("time-sheet 2")
    save(GRADER / "data" / "hidden.csv", sheet(rng, date(2026, 4, 1), 30, works=190, wrong=20))
    rng = random.Random("time-sheet 3")
    save(
        EXERCISE / "round2" / "data" / "hours_may.csv",
        sheet(rng, date(2026, 5, 1), 31, works=150, wrong=10, sundays=True),
    )
    rng = random.Random("time-sheet 4")
    save(
        GRADER / "round2" / "data" / "hidden_june.csv",
        sheet(rng, date(2026, 6, 1), 30, works=210, wrong=16, sundays=True),
    )


if __name__ == "__main__":
    main()
