"""Write the list of students of this exercise, the same each time. All people are invented."""

from __future__ import annotations

import csv
import random
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "exercises" / "m06" / "csv-clean-write" / "data"
FIRST = "Amina Bogdan Chloé Diego Esra Farid Giulia Hiwot Ines João Kenji Layla Mei Ngozi Olena".split()
LAST = "Diallo Petrov Müller García Yılmaz Haddad Rossi Tesfay Silva Okafor Tanaka Nguyen Bondar".split()
CITIES = ["Lyon, 3e", "Lyon, 7e", "Villeurbanne", "Bron", 'Résidence "Les Lilas", Vénissieux', ""]


def untidy(rng: random.Random, name: str) -> str:
    """Write a name with spaces as a hurried person types them."""
    return rng.choice([name, name, f" {name}", f"{name}  ", name.replace(" ", "   "), f"  {name} "])


def phone(rng: random.Random) -> str:
    """Return a phone in one of the ways that people write it. The middle is 000."""
    end = f"{rng.randint(10, 99)}"
    ways = ["01 40-00.00", "(01) 40 00 00", "+33 1 40 00 00", "+33.1.40-00-00", "01400000", "0140 00 00"]
    return f"{rng.choice(ways)} {end}"


def main() -> None:
    """Write 120 students."""
    rng = random.Random("csv-clean-write 1")
    rows = [["007", "  Amina   Diallo", "01 40-20.30", "Lyon, 3e"]]
    for number in rng.sample(range(8, 1000), 119):
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        rows.append([f"{number:03}", untidy(rng, name), phone(rng), rng.choice(CITIES)])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "students.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["id", "name", "phone", "city"], *rows])
    print(f"students.csv: {len(rows)} rows")


if __name__ == "__main__":
    main()
