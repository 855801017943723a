"""Write the lists of this task: the learner's, the hidden ones, and those of round 2.

Run it from anywhere: `python make_data.py`. The same lists come out each time.
All people are invented.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "shift-planner"

NAMES = """Amina Zoé Bilal Chidi Dilnoza Émile Fatou Goran Hodan Iryna Jamal Kateryna Lamine
Maryam Nadia Oumar Parwana Quyên Rosa Samuel Tesfaye Ümit Valentina Wanjiku Xiomara Yonas
Zahra André Berivan Čedomir Daria Esther Farid Gulnara Hélène Idriss João Khadija Lwam
Moussa Nyasha Oksana""".split()
SHIFTS = [
    ("breakfast", "07:00", "10:00"),
    ("lunch", "11:00", "14:00"),
    ("dinner", "17:30", "20:30"),
]
# What a helper writes for a day on which all is possible, or one or two shifts.
WHOLE = [
    *(("07:00", "20:30"), ("06:30", "21:00"), ("07:00", "10:00"), ("06:00", "10:30")),
    *(("11:00", "14:00"), ("10:30", "15:00"), ("10:00", "14:00"), ("17:30", "20:30")),
    *(("17:00", "22:00"), ("17:00", "20:30"), ("07:00", "14:00"), ("11:00", "21:00")),
]
# Free times that hold no shift from its start to its end.
PART = [
    *(("07:30", "10:00"), ("07:00", "09:30"), ("07:01", "10:00"), ("08:00", "12:00")),
    *(("12:00", "14:00"), ("11:00", "13:59"), ("11:00", "13:00"), ("10:30", "12:30")),
    *(("18:00", "21:00"), ("17:30", "20:00"), ("17:00", "19:00"), ("18:30", "20:30")),
    *(("14:00", "17:30"), ("08:30", "11:00"), ("12:30", "18:30")),
]

Json = dict[str, Any]


def open_days(first: date, last: date) -> list[str]:
    """Return the days on which the kitchen is open: all but Mondays."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return [day.isoformat() for day in days if day.weekday()]


def shift_list(days: Sequence[str]) -> list[Json]:
    """Return three shifts for each day."""
    return [
        {"name": f"{day} {name}", "day": day, "start": start, "end": end}
        for day in days
        for name, start, end in SHIFTS
    ]


def free_times(rng: random.Random, days: Sequence[str], quiet: Sequence[str]) -> list[Json]:
    """Return the free times of one helper, in the order in which they were told.

    On quiet days nearly all helpers have only a part of a shift.
    """
    times = []
    for day in rng.sample(days, rng.randint(8, 14)):
        whole = rng.random() < (0.04 if day in quiet else 0.75)
        start, end = rng.choice(WHOLE if whole else PART)
        times.append({"day": day, "start": start, "end": end})
    return times


def helper_list(rng: random.Random, names: Sequence[str], days: Sequence[str]) -> list[Json]:
    """Return helpers with their free times."""
    quiet = rng.sample(days, 4)
    return [{"name": name, "free": free_times(rng, days, quiet)} for name in names]


def with_new_rules(helpers: list[Json], pairs: dict[str, str], last_days: dict[str, str]) -> None:
    """Give some helpers the keys of round 2."""
    for helper in helpers:
        name = str(helper["name"])
        if name in pairs:
            helper["only_with"] = pairs[name]
        if name in last_days:
            helper["last_day"] = last_days[name]


def save(path: Path, items: list[Json]) -> None:
    """Write a list as JSON, UTF-8, one item on a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{path.name}: {len(items)} items")


def together(helpers: list[Json], name: str, other: str) -> None:
    """Give the second helper six of the free times of the first."""
    by_name = {helper["name"]: helper for helper in helpers}
    ours, theirs = by_name[name]["free"], by_name[other]["free"]
    shared = {time["day"]: time for time in ours[:6]}
    theirs[:] = [time for time in theirs if time["day"] not in shared]
    theirs.extend(dict(time) for time in shared.values())


def main() -> None:
    """Write the eight lists."""
    rng = random.Random("shift-planner 1")
    november = open_days(date(2025, 11, 1), date(2025, 11, 30))
    save(EXERCISE / "data" / "helpers.json", helper_list(rng, rng.sample(NAMES, 40), november))
    save(EXERCISE / "data" / "shifts.json", shift_list(november))

    rng = random.Random("shift-planner 2")
    days = open_days(date(2026, 2, 1), date(2026, 2, 28))
    save(GRADER / "data" / "hidden_helpers.json", helper_list(rng, rng.sample(NAMES, 36), days))
    shifts = shift_list(days)
    rng.shuffle(shifts)
    save(GRADER / "data" / "hidden_shifts.json", shifts)

    rng = random.Random("shift-planner 3")
    december = open_days(date(2025, 12, 1), date(2025, 12, 23))
    helpers = helper_list(rng, rng.sample(NAMES, len(NAMES)), december)
    together(helpers, "Maryam", "Bilal")
    with_new_rules(helpers, {"Maryam": "Bilal"}, {"Iryna": "2025-12-12"})
    save(EXERCISE / "round2" / "data" / "helpers_december.json", helpers)
    save(EXERCISE / "round2" / "data" / "shifts_december.json", shift_list(december))

    rng = random.Random("shift-planner 4")
    days = open_days(date(2026, 3, 1), date(2026, 3, 31))
    helpers = helper_list(rng, rng.sample(NAMES, len(NAMES)), days)
    pairs = {"Goran": "Wanjiku", "Rosa": "Chidi", "Zahra": "Chidi"}
    for name, other in pairs.items():
        together(helpers, name, other)
    last_days = {"Wanjiku": "2026-03-19", "Farid": "2026-03-10", "Rosa": "2026-03-24"}
    with_new_rules(helpers, pairs, last_days)
    save(GRADER / "round2" / "data" / "hidden_helpers_march.json", helpers)
    save(GRADER / "round2" / "data" / "hidden_shifts_march.json", shift_list(days))


if __name__ == "__main__":
    main()
