"""Write the receipts of this task: the learner's, the hidden ones, and those of round 2.

Run it from anywhere: `python make_data.py`. The same files come out each time.
All shops are invented. Some files begin with the sign of Windows editors (utf-8-sig).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "receipts-to-table"
STATIONS = [
    *("Garage du Lac", "Le Relais du Pont", "Station Azur", "Autohof Süd", "Gasolinera El Río"),
    *("Le Petit Garage", "Çınar Petrol", "Stacja Łódź", "Relais A7, Sud", "Benzina Rossi & Figli"),
]
PARKINGS = [
    *("Parking Gare", "Péage A6, Villefranche", "Parking Les Halles", "Lavage Éclair", "P+R Zentrum"),
    *("Tunnel du Nord", "Parking Aéroport T2", "Le Parking Rouge"),
]
GOODBYES = ["Thank you!", "Have a safe trip", "Merci et bonne route", "", "Pump 4", "See you soon"]
Layout = Callable[[random.Random, str, str, str, str], str]


def layout_a(rng: random.Random, shop: str, day: str, amount: str, tax: str) -> str:
    """Write a receipt with `Name: value` lines."""
    lines = [f"Date: {day}", f"Amount: {amount} EUR", *([f"Fuel tax: {tax} EUR"] if tax else [])]
    if rng.random() < 0.3:
        rng.shuffle(lines)
    return finished(rng, [shop, *lines, rng.choice(GOODBYES)])


def layout_b(rng: random.Random, shop: str, day: str, amount: str, tax: str) -> str:
    """Write a receipt with a ticket line, dots and decimal commas."""
    hour = f"{rng.randint(6, 21):02}:{rng.randint(0, 59):02}"
    lines = [f"Ticket {rng.randint(1, 99999):05} | {day} | {hour}", f"Amount ........ {amount.replace('.', ',')}"]
    if tax:
        lines.append(f"Fuel tax ...... {tax.replace('.', ',')}")
    return finished(rng, [f"** {shop} **", *lines, rng.choice(GOODBYES)])


def layout_c(rng: random.Random, shop: str, day: str, amount: str, tax: str) -> str:
    """Write a receipt of round 2: the amount has all its taxes in it."""
    lines = [f"Le {day}", *([f"Taxe carburant {tax.replace('.', ',')} EUR"] if tax else [])]
    return finished(rng, [f"# {shop}", *lines, f"TOTAL TTC {amount.replace('.', ',')} EUR", rng.choice(GOODBYES)])


def finished(rng: random.Random, lines: list[str]) -> str:
    """Return the lines with the spaces and line ends of different programs."""
    if rng.random() < 0.3:
        lines = [f"  {line} " for line in lines]
    text = rng.choice(["\n", "\n", "\r\n"]).join(lines)
    return rng.choice(["", "", "\ufeff"]) + text


def receipts(rng: random.Random, layouts: list[Layout], first: date, days: int) -> dict[str, str]:
    """Return one receipt for each layout, by file name, in any order of dates."""
    files = {}
    for number, layout in enumerate(layouts, 1):
        day = (first + timedelta(days=rng.randrange(days))).strftime("%d/%m/%Y")
        fuel = layout is not layout_b or rng.random() < 0.2
        shop = rng.choice(STATIONS if fuel else PARKINGS)
        amount = f"{rng.randint(2, 95)}.{rng.randint(0, 99):02}"
        tax = f"{rng.randint(0, 12)}.{rng.randint(1, 99):02}" if fuel and rng.random() < 0.8 else ""
        files[f"r{number:03}.txt"] = layout(rng, shop, day, amount, tax)
    return files


def broken(rng: random.Random, files: dict[str, str], texts: list[str]) -> dict[str, str]:
    """Replace one receipt for each of `texts`."""
    for name, text in zip(rng.sample(sorted(files), len(texts)), texts, strict=True):
        files[name] = text
    return files


def save(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    print(f"{folder.name}: {len(files)} files")


def main() -> None:
    """Write the two visible folders and the two hidden ones."""
    rng = random.Random("receipts-to-table 1")
    kinds = [layout_a] * 23 + [layout_b] * 17
    rng.shuffle(kinds)
    files = broken(rng, receipts(rng, kinds, date(2024, 11, 4), 140), [
        *("", "Garage du Lac\nDate: 31/02/2025\nAmount: 40.00 EUR\nFuel tax: 5.10 EUR\n"),
        "** Parking Gare **\nTicket 00731 | 14/01/2025 | 09:12\nAmount ........ 1?,50\n",
    ])
    save(EXERCISE / "data" / "receipts", files | {"readme.md": "Receipts of Idris, by phone\n"})
    rng = random.Random("receipts-to-table 2")
    kinds = [layout_a] * 9 + [layout_b] * 7 + [layout_c] * 10
    rng.shuffle(kinds)
    files = broken(rng, receipts(rng, kinds, date(2025, 3, 20), 70), [
        "# Station Azur\nLe 12/05/2025\nTaxe carburant 8,10 EUR\n",
    ])
    save(EXERCISE / "round2" / "data" / "receipts_new", files)
    hidden(random.Random("receipts-to-table 3"), GRADER / "data", [layout_a, layout_b])
    hidden(random.Random("receipts-to-table 4"), GRADER / "round2" / "data", [layout_a, layout_b, layout_c])


def hidden(rng: random.Random, folder: Path, layouts: list[Layout]) -> None:
    """Write a hidden folder as one JSON file: names and texts."""
    kinds = [rng.choice(layouts) for _ in range(45)]
    files = broken(rng, receipts(rng, kinds, date(2023, 10, 20), 460), [
        *("\n  \n", "Station Azur\nAmount: 40.00 EUR\nThank you!\n", "Station Azur\nDate: 12/03/2024\nThank you!\n"),
        *("** P+R Zentrum **\nTicket 00007 | 29/02/2023 | 10:00\nAmount ........ 4,00\n",),
        *("Çınar Petrol\nDate: 05/03/2024\nAmount: 4O.00 EUR\nFuel tax: 2.00 EUR\n",),
        "** Parking Gare **\nTicket 00012 | 05/12/2023 | 10:00\nAmount ........ 6,00\nFuel tax ...... -\n",
    ])
    folder.mkdir(parents=True, exist_ok=True)
    name = "hidden.json" if len(layouts) == 2 else "hidden_new.json"
    (folder / name).write_text(json.dumps(files, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{name}: {len(files)} files")


if __name__ == "__main__":
    main()
