"""Write the order of this exercise: 150 rows, 12 of them bad, the same each time."""

from __future__ import annotations

import csv
import random
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "exercises" / "m06" / "bad-rows-report" / "data"
PRODUCTS = [
    *("tea", "rice", "oil", "bread", "dates", "soap", "coffee", "salt", "café moulu", "couscous"),
    *("beans, red", 'pan 12"', "شاي", "yerba mate", "injera", "pierogi"),
]
BAD = [
    *(["tea", "", "2.50"], ["", "4", "9.00"], ["oil", "3", ""], ["rice", "two", "9.00"]),
    *(["soap", "3", "1.20 EUR"], ["salt", "2.5", "0.80"], ["dates", "6"], ["bread", "2", "1", "10"]),
    *(["coffee", "1", "7,90"], ["beans, red", "x", "y"], ["injera", "?", "1.00"], ["", "", "", ""]),
]


def main() -> None:
    """Write the rows, good and bad ones in any order."""
    rng = random.Random("bad-rows-report 1")
    rows = [
        [rng.choice(PRODUCTS), str(rng.randint(1, 40)), f"{rng.randint(0, 30)}.{rng.randint(0, 99):02}"]
        for _ in range(150 - len(BAD))
    ]
    for row in BAD:
        rows.insert(rng.randrange(len(rows)), row)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "order.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["product", "count", "price"], *rows])
    print(f"order.csv: {len(rows)} rows")


if __name__ == "__main__":
    main()
