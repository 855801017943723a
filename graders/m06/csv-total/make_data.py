"""Write the sales of this exercise: 200 rows, the same each time. All people are invented."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

SALES = Path(__file__).resolve().parents[3] / "exercises" / "m06" / "csv-total" / "data" / "sales.csv"
CLIENTS = [
    *("Amina Diallo", "Petrov, Ivan", "Lucía Gómez", "Chen, Li", "Yusuf Demir", "Olena Bondar"),
    *("Mbeki, Thandi", "José da Silva", "Nguyen, An", "Leïla Haddad", "Selam Tesfay", "Noor & Co"),
    *('"Chez Fatou", Dakar', "Sara Rahimi", "Kofi Mensah", ""),
]
PRODUCTS = ["tea", "rice, 5 kg", "soap", "oil 1 l", "bread", "dates", 'pan 12"', "coffee"]


def main() -> None:
    """Write the rows in the order of their dates."""
    rng = random.Random("csv-total 1")
    rows, total = [], Decimal(0)
    for number in range(200):
        day = date(2025, 1, 2) + timedelta(days=number // 3)
        amount = Decimal(rng.randrange(50, 9900, 5)) / 100
        total += amount
        rows.append([day.isoformat(), rng.choice(CLIENTS), rng.choice(PRODUCTS), f"{amount:.2f}"])
    SALES.parent.mkdir(parents=True, exist_ok=True)
    with SALES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["date", "client", "product", "amount"], *rows])
    print(f"{SALES.name}: {len(rows)} rows, {total:.2f}")


if __name__ == "__main__":
    main()
