"""Write the stock lists and the suppliers of this task, visible and hidden, both rounds.

Run it from anywhere: `python make_data.py`. The same files come out each time.
All shops are invented. The files begin with the sign that Excel writes (utf-8-sig).
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

GRADER = Path(__file__).resolve().parent
EXERCISE = GRADER.parents[2] / "exercises" / "c1" / "stock-alert"
STOCK = ["product", "supplier", "stock", "minimum", "maximum"]
SUPPLIERS = ["code", "name", "city"]
SHELVES = {
    ("250 g", "500 g", "1 kg", "2 kg", "5 kg", "25 kg"): """rice|sugar|salt|flour|couscous|millet|lentils
"red" beans|peas, dried|milk powder|green tea|mint tea|coffee|Café Touba|attaya تاي|dates|peanuts|cashews|pasta
noodles|raisins|sesame|corn|fonio""",
    ("33 cl", "50 cl", "1 l", "1.5 l", "5 l"): """oil|water|bissap|baobab juice|ginger juice|vinegar|crème fraîche
lait caillé|orange juice|syrup, mint|bleach|liquid soap""",
    ("small", "large", "pack of 4", "pack of 10"): """soap|candles|matches|batteries|notebooks|pens|sponges|bags
tomatoes, tin|sardines, tin|tuna, tin|mustard|mayonnaise|light bulbs|cups|towels""",
}
NAMES = [
    *("A/B Trading", "Diop & Frères", "Mama Rose", "Sahel Food", "Océan: poissons", "Ali Hassan"),
    *("Grain d'Or", "Import-Export N'Diaye", "Touba Café", "Ali Hassan", "Lin Wei Ltd.", "Épices du Sud"),
    *("Baobab (Dakar)", "Tout 100 %", "شركة النيل", "La Maison du Riz", "C.D.S.", "Mbour/Thiès Transport"),
    *("Nova 2000", "Quick?Shop"),
]
CITIES = ["Dakar", "Thiès", "Mbour", "Rufisque", "Saint-Louis", "Kaolack", "Touba", "Pikine"]


def products(rng: random.Random, count: int) -> list[str]:
    """Return different products in any order."""
    names = [
        f"{item} {size}"
        for sizes, items in SHELVES.items()
        for item in items.replace("\n", "|").split("|")
        for size in sizes
    ]
    return rng.sample(names, count)


def suppliers(rng: random.Random, count: int) -> list[list[str]]:
    """Return suppliers; two have the same name, and some codes begin with zeros."""
    codes = rng.sample([f"{number:03}" for number in range(1, 140)], count)
    return [[code, name, rng.choice(CITIES)] for code, name in zip(codes, NAMES[:count], strict=True)]


def stock(rng: random.Random, names: list[str], codes: list[str]) -> list[list[str]]:
    """Return one row for each product: below, at and over the minimum, and with none."""
    rows = []
    for place, name in enumerate(names):
        minimum = rng.choice([0, 2, 3, 5, 6, 8, 10, 12, 20, 24])
        maximum = minimum + rng.choice([1, 4, 6, 10, 12, 18, 25, 36])
        low = {0: minimum, 1: minimum - 1, 2: minimum + 1, 3: rng.randint(-3, minimum)}
        amount = low.get(place % 9, rng.randint(minimum + 1, maximum + 2))
        text = "" if place % 11 == 5 else str(minimum)
        rows.append([name, rng.choice(codes), rng.choice(["{}", "{}", " {}", "{} "]).format(amount), text, str(maximum)])
    rng.shuffle(rows)
    return rows


def save(path: Path, titles: list[str], rows: list[list[str]]) -> None:
    """Write a list as Excel does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([titles, *rows])
    print(f"{path.name}: {len(rows)} rows")


def with_boxes(rng: random.Random, rows: list[list[str]]) -> list[list[str]]:
    """Add the column of round 2: how many are in a box; nothing for single products."""
    return [[*row, rng.choice(["", "12", "6", "24", "12", "10", ""])] for row in rows]


def main() -> None:
    """Write all lists."""
    rng = random.Random("stock-alert 1")
    ours = suppliers(rng, 18)
    codes = [code for code, _, _ in ours[:-2]]  # nothing comes from the last two
    save(EXERCISE / "data" / "suppliers.csv", SUPPLIERS, ours)
    save(EXERCISE / "data" / "stock.csv", STOCK, stock(rng, products(rng, 240), codes))
    old = EXERCISE / "data" / "to_buy"
    old.mkdir(exist_ok=True)
    (old / "140_Yesterday.txt").write_text("Yesterday\n6 x ice 1 kg\n", encoding="utf-8")
    (old / "orders.csv").write_text("day,supplier\n2025-03-01,140\n", encoding="utf-8")
    rng = random.Random("stock-alert 2")
    boxes = with_boxes(rng, stock(rng, products(rng, 70), codes))
    save(EXERCISE / "round2" / "data" / "stock_boxes.csv", [*STOCK, "box"], boxes)
    rng = random.Random("stock-alert 3")
    theirs = suppliers(rng, 20)
    codes = [code for code, _, _ in theirs[2:]]
    save(GRADER / "data" / "hidden_suppliers.csv", SUPPLIERS, theirs)
    save(GRADER / "data" / "hidden_stock.csv", STOCK, stock(rng, products(rng, 150), codes))
    boxes = with_boxes(rng, stock(rng, products(rng, 120), codes))
    save(GRADER / "round2" / "data" / "hidden_boxes.csv", [*STOCK, "box"], boxes)


if __name__ == "__main__":
    main()
