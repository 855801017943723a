"""Write the folder of this exercise: 34 small files at three levels, the same each time."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3] / "exercises" / "m06" / "folder-report" / "data" / "project"
NAMES = [
    *("README", "offer.pdf", "Offer-old.PDF", "clients.csv", "prices.CSV", "notes.txt", "todo.TXT"),
    *(f"letters/letter-{number:02}.txt" for number in range(1, 11)),
    *(f"sales/2024/month-{number:02}.csv" for number in range(1, 7)),
    *(f"sales/2025/MONTH-{number:02}.CSV" for number in range(1, 7)),
    *("sales/2025/LICENSE", "sales/2025/backup.tar.gz", "web/index.html", "web/v1.2/page.html"),
    "web/v1.2/style.css",
]


def main() -> None:
    """Write one line into each file."""
    for name in NAMES:
        path = PROJECT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    print(f"project: {len(NAMES)} files")


if __name__ == "__main__":
    main()
