# %% program
%%writefile receipts.py
import csv
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path


def read_lines(path):
    text = path.read_text(encoding="utf-8-sig")
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line]


def find_date(lines):
    for line in lines:
        if line.startswith("Date:"):
            return datetime.strptime(line, "Date: %d/%m/%Y")
        if line.startswith("Ticket"):
            return datetime.strptime(line.split(" | ")[1], "%d/%m/%Y")
    raise ValueError


def read_money(line):
    if ":" in line:
        return Decimal(line.split(":")[1].replace("EUR", ""))
    return Decimal(line.split()[-1].replace(",", "."))


def find_total(lines):
    sums = {}
    for line in lines:
        for title in ["Amount", "Fuel tax"]:
            if line.startswith(title):
                sums[title] = read_money(line)
    return sums["Amount"] + sums.get("Fuel tax", Decimal(0))


def read_receipt(path):
    lines = read_lines(path)
    if not lines:
        raise ValueError("empty")
    try:
        day = find_date(lines[1:])
    except (ValueError, IndexError):
        raise ValueError("bad date")
    try:
        total = find_total(lines[1:])
    except (InvalidOperation, KeyError):
        raise ValueError("bad amount")
    return {"file": path.name, "day": day, "shop": lines[0].strip("* "), "total": total}


def write_rows(path, titles, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(titles)
        writer.writerows(rows)


def make_table(folder, table_path, totals_path, errors_path):
    receipts = []
    errors = []
    for path in sorted(Path(folder).glob("*.txt")):
        try:
            receipts.append(read_receipt(path))
        except ValueError as problem:
            errors.append(f"{path.name}: {problem}")
    receipts.sort(key=lambda receipt: receipt["day"])
    rows = []
    months = {}
    for receipt in receipts:
        day = receipt["day"]
        rows.append([receipt["file"], day.strftime("%d/%m/%Y"), receipt["shop"], receipt["total"]])
        month = day.strftime("%m/%Y")
        months[month] = months.get(month, Decimal(0)) + receipt["total"]
    write_rows(table_path, ["file", "date", "shop", "total"], rows)
    write_rows(totals_path, ["month", "total"], months.items())
    Path(errors_path).write_text("\n".join(errors), encoding="utf-8")

# %% deliver
make_table("receipts", "receipts.csv", "totals.csv", "errors.txt")
