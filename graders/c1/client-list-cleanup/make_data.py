"""Write the client lists of this task: the learner's, the hidden ones, and those of round 2.

Run it from anywhere: `python make_data.py`. The same lists come out each time.
All people are invented. The middle of every phone number is 000.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

COLUMNS = ["name", "phone", "area", "last_visit"]
GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "client-list-cleanup"

FIRST = """Amina Fatuma Halima Zainab Wanjiru Nyambura Wambui Achieng Akinyi Atieno Mwende Chebet
Jepkosgei Naliaka Grace Mercy Faith Esther Joyce Lucy Brenda Sharon Chantal Noémie Élodie Aïcha
Amélie Solange Tigist Hiwot Mehret Selam Nyandeng Adut Deng Samuel Peter Joseph Brian Kevin Yusuf
Abdi Hassan Emmanuel Desta Rahel Rosa María Leïla Zoë Parisa Olena Anjali""".split()
LAST = """Kamau Njoroge Mwangi Ng'ang'a Otieno Ochieng Odhiambo Wafula Barasa Kiprono Cheruiyot
Mutua Musyoka Hassan Abdi Mohamed Warsame Akol Garang Bekele Tesfay Haile Uwase Mukamana Niyonzima
Kabongo Mbuyi Sène Diallo Traoré Rahimi Shevchenko Patel Okello Nakato Murang'a
Wang'ombe""".split()
AREAS = [
    *("Westlands", "Kilimani", "Eastleigh", "Kibera", "Kasarani", "Langata", "South B"),
    *("Parklands", "Ngong Road, Kilimani", "Thika Road, Kasarani", "Moi Avenue, CBD"),
    *('Estate "Jamhuri", block 4', ""),
]
# A name, nine digits, how the number is written, and where the person may live.
Person = tuple[str, str, Callable[[random.Random, str], str], list[str]]
UGANDAN_AREAS = ["Kampala", "Kololo", "Ntinda", "Entebbe", "Bombo Road, Kampala"]


def number(rng: random.Random, used: set[str]) -> str:
    """Return nine new digits that begin with 7."""
    while True:
        digits = f"7{rng.choice('0123456789')}{rng.choice('0123456789')}000{rng.randint(0, 999):03}"
        if digits not in used:
            used.add(digits)
            return digits


def kenyan(rng: random.Random, digits: str) -> str:
    """Write a Kenyan number in one of the ways that people write it."""
    one, two, three = digits[:3], digits[3:6], digits[6:]
    ways = [
        *(f"+254{digits}", f"+254 {one} {two} {three}", f"+254-{one}-{two}-{three}"),
        *(f"254{digits}", f"254 {one} {two}{three}", f"(+254) {one} {two} {three}"),
        *(f"0{digits}", f"0{digits}", f"0{one} {two} {three}", f"0{one}-{two}-{three}"),
        *(f"(0{one}) {two}{three}", f" 0{digits} ", f"0{one}  {two}{three} "),
    ]
    return rng.choice(ways)


def ugandan(rng: random.Random, digits: str) -> str:
    """Write a Ugandan number in one of the ways of round 2."""
    one, two, three = digits[:3], digits[3:6], digits[6:]
    ways = [f"+256{digits}", f"+256 {one} {two} {three}", f"256{digits}", f"256-{one}-{two}{three}"]
    return rng.choice([*ways, f"(+256) {one} {two}{three}", f" +256{digits} "])


def untidy(rng: random.Random, name: str) -> str:
    """Write a name as a hurried person types it."""
    ways = [name, name, name.upper(), name.lower(), name.swapcase(), f"  {name}", f"{name} "]
    return rng.choice([*ways, name.replace(" ", "   "), f" {name.lower().replace(' ', '  ')} "])


def day(rng: random.Random) -> date:
    """Return a day of the last three years."""
    return date(2023, 1, 5) + timedelta(days=rng.randrange(1040))


def bad_phones(rng: random.Random) -> list[str]:
    """Return one phone for each way of being wrong."""
    tail = f"000{rng.randint(100, 999)}"
    return [
        *("", "ask her sister", f"020 {tail}", f"+255 744 {tail}", f"+44 7700 {tail}"),
        *(f"0722 {tail[:-1]}", f"0722 {tail}5", f"+254 733 {tail[:-1]}", f"254733{tail}7"),
        *(f"712{tail}", f"+254 0712 {tail}", f"0110 {tail}", f"0722 0O0 {tail[3:]}"),
    ]


def client_list(
    rng: random.Random, *, clients: int, doubles: int, bad: int, nameless: int, uganda: int = 0
) -> list[list[str]]:
    """Return the rows of one list, in the order in which they stand in the file."""
    used: set[str] = set()
    people = rng.sample([f"{first} {last}" for first in FIRST for last in LAST], clients)
    for place in rng.sample(range(1, clients), max(2, clients // 30)):
        people[place] = people[place - 1]  # another person with the same name
    persons = []
    for place, name in enumerate(people):
        how = (kenyan, AREAS) if place >= uganda else (ugandan, UGANDAN_AREAS)
        persons.append((name, number(rng, used), *how))
    if uganda:  # two people, two countries, the same nine digits
        persons[0] = (persons[0][0], persons[-1][1], ugandan, UGANDAN_AREAS)
    rows = [_row(rng, person, day(rng)) for person in persons]
    again = rng.sample(range(clients), doubles - doubles // 8)
    again += again[: doubles // 8]  # some people stand three times in the list
    for turn, place in enumerate(again):
        first = date.fromisoformat(rows[place][3])
        when = first if turn % 9 == 8 else day(rng)  # some doubles have the same date
        rows.append(_row(rng, persons[place], when, change=turn % 3 == 0))
    for text in (bad_phones(rng) * 2)[:bad]:
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        rows.append([untidy(rng, name), text, rng.choice(AREAS), day(rng).isoformat()])
    for turn in range(nameless):
        digits = persons[-1 - turn][1] if turn % 2 else number(rng, used)
        phone = f"020 000 {turn}" if turn == 2 else kenyan(rng, digits)
        rows.append(["   " if turn % 3 == 1 else "", phone, rng.choice(AREAS), "2025-11-18"])
    rng.shuffle(rows)
    return rows


def _row(rng: random.Random, person: Person, when: date, *, change: bool = False) -> list[str]:
    """Return one more row about a person."""
    name, digits, write, areas = person
    if change:  # the name was shortened the second time
        first, last = name.split()
        name = f"{first} {last[0]}."
    return [untidy(rng, name), write(rng, digits), rng.choice(areas), when.isoformat()]


def save(path: Path, rows: list[list[str]]) -> None:
    """Write a list as CSV, UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])
    print(f"{path.name}: {len(rows)} rows")


def main() -> None:
    """Write the four lists."""
    rng = random.Random("client-list-cleanup 1")
    save(
        EXERCISE / "data" / "clients.csv",
        client_list(rng, clients=124, doubles=34, bad=14, nameless=8),
    )
    rng = random.Random("client-list-cleanup 2")
    save(
        GRADER / "data" / "hidden.csv",
        client_list(rng, clients=90, doubles=30, bad=16, nameless=7),
    )
    rng = random.Random("client-list-cleanup 3")
    save(
        EXERCISE / "round2" / "data" / "clients_kampala.csv",
        client_list(rng, clients=16, doubles=4, bad=3, nameless=1, uganda=9),
    )
    rng = random.Random("client-list-cleanup 4")
    save(
        GRADER / "round2" / "data" / "hidden_kampala.csv",
        client_list(rng, clients=60, doubles=24, bad=15, nameless=6, uganda=30),
    )


if __name__ == "__main__":
    main()
