"""Write the pictures and the places of this task, visible and hidden, both rounds.

Run it from anywhere: `python make_data.py`. The same files come out each time.
A picture is a small real JPEG; a comment inside makes each one different.
"""

from __future__ import annotations

import base64
import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "rename-photos"
PLACES = [
    *("Quito", "Cuenca", "São Paulo", "Mindo", "Baños", "Otavalo / Mercado", "Isla Isabela"),
    *("Guayaquil", "Laguna Quilotoa", "Parque El Cajas", "Mitad del Mundo", "Zürich"),
]
CAIRO = {
    "Cairo": "القاهرة", "Giza": "الجيزة", "Khan el Khalili": "خان الخليلي", "Aswan": "أسوان",
    "Luxor / Karnak": "الأقصر / الكرنك", "Alexandria": "الإسكندرية", "Siwa": "",
}  # fmt: skip
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71"
    "////m8H////6/+b9//j/wAALCAAgADABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAwX/xAAWEAADAAAAAAAAAAAAAAAAAAAAAQL/"
    "2gAIAQEAAD8Akwh4Q8IaEPCHhECENCHhDwhoQ8IgQh4Q8IaEPCHhECENCHhDwhoQ8I//2Q=="
)


def picture(name: str) -> bytes:
    """Return a JPEG with a comment of its own."""
    comment = f"taken as {name}".encode()
    return JPEG[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + JPEG[2:]


def names(rng: random.Random, count: int, first: datetime) -> list[str]:
    """Return names as cameras give them: days in any order, some with the same second."""
    found: list[str] = []
    when = first
    while len(found) < count:
        if rng.random() < 0.12:
            when = first + timedelta(days=rng.randrange(40), seconds=rng.randrange(30_000))
        same = found and rng.random() < 0.1
        when += timedelta(seconds=0 if same else rng.randrange(1, 4000))
        camera = rng.choice(["IMG", "IMG", "DSC", "PXL"])
        more = rng.choice(["", "_2", "_10"]) if same else ""
        name = f"{camera}_{when:%Y%m%d_%H%M%S}{more}{rng.choice(['.jpg', '.jpg', '.JPG'])}"
        if name.lower() not in [one.lower() for one in found]:
            found.append(name)
    return found


def places(rng: random.Random, pictures: list[str], known: list[str]) -> list[list[str]]:
    """Return a place for most pictures, in any order; some are empty, some are not there."""
    rows, place = [], rng.choice(known)
    for name in sorted(pictures, key=lambda one: one.split("_", 1)[1]):
        if rng.random() < 0.15:
            place = rng.choice(known)
        kind = rng.random()
        if kind < 0.05:
            continue
        written = "" if kind < 0.09 else "  " if kind < 0.11 else rng.choice([place, place, f" {place}", place.upper()])
        rows.append([name, written])
    rng.shuffle(rows)
    return rows


def with_arabic(rng: random.Random, rows: list[list[str]]) -> list[list[str]]:
    """Add the Arabic name of the place; sometimes it is missing too."""
    arabic = {name.lower(): text for name, text in CAIRO.items()}
    return [[*row, "" if rng.random() < 0.15 else arabic.get(row[1].strip().lower(), "القاهرة")] for row in rows]


def save_table(path: Path, titles: list[str], rows: list[list[str]]) -> None:
    """Write a table as Excel does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([titles, *rows])
    print(f"{path.name}: {len(rows)} rows")


def save_pictures(folder: Path, pictures: list[str]) -> None:
    """Write the pictures, and one file that is none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in pictures:
        (folder / name).write_bytes(picture(name))
    (folder / "camera.txt").write_text("3 cameras, battery changed\n", encoding="utf-8")


def main() -> None:
    """Write the visible folders, and the hidden lists of names and places."""
    rng = random.Random("rename-photos 1")
    ours = names(rng, 200, datetime(2025, 6, 2, 8))
    save_pictures(EXERCISE / "data" / "photos", ours)
    save_table(EXERCISE / "data" / "places.csv", ["file", "place"], places(rng, ours, PLACES))
    rng = random.Random("rename-photos 2")
    theirs = names(rng, 60, datetime(2025, 9, 20, 7))
    save_pictures(EXERCISE / "round2" / "data" / "photos_cairo", theirs)
    rows = with_arabic(rng, places(rng, theirs, list(CAIRO)))
    save_table(EXERCISE / "round2" / "data" / "places_cairo.csv", ["file", "place", "place_ar"], rows)
    rng = random.Random("rename-photos 3")
    hidden = names(rng, 70, datetime(2024, 12, 20, 9))
    save_table(GRADER / "data" / "hidden_photos.csv", ["file"], [[name] for name in hidden])
    save_table(GRADER / "data" / "hidden_places.csv", ["file", "place"], places(rng, hidden, PLACES))
    rng = random.Random("rename-photos 4")
    hidden = names(rng, 50, datetime(2025, 12, 20, 9))
    folder = GRADER / "round2" / "data"
    save_table(folder / "hidden_cairo.csv", ["file"], [[name] for name in hidden])
    rows = with_arabic(rng, places(rng, hidden, list(CAIRO)))
    save_table(folder / "hidden_cairo_places.csv", ["file", "place", "place_ar"], rows)


if __name__ == "__main__":
    main()
