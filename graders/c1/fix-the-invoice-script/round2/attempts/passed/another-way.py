# %% program
%%writefile invoice.py
import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS_TO_PAY = 30
CURRENCY = "EUR"


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_invoice(rows):
    invoices = {}
    for row in rows:
        number = row["number"]
        if number not in invoices:
            invoices[number] = []
        invoices[number].append(row)
    return invoices


def cents(amount):
    return Decimal(int(amount * 100 + Decimal("0.5"))) / 100


def line_amount(row):
    return cents(Decimal(row["hours"]) * Decimal(row["rate"]))


def subtotal(rows):
    amount = 0
    for row in rows:
        amount = amount + line_amount(row)
    return amount


def discount(rows):
    percent = Decimal(rows[0]["discount"])
    return cents(subtotal(rows) * percent / 100)


def total(rows):
    done = rows[0]["sent_total"]
    return Decimal(done) if done else subtotal(rows) - discount(rows)


def money(amount):
    return f"{amount:.2f} {CURRENCY}"


def due_date(issued):
    day = date.fromisoformat(issued) + timedelta(days=DAYS_TO_PAY)
    return day.isoformat()


def head(number, rows):
    issued = rows[0]["issued"]
    return [
        f"Invoice {number}",
        f"Date: {issued}",
        f"Pay until: {due_date(issued)}",
        f"Client: {rows[0]['client']}",
        "",
    ]


def work(rows):
    lines = []
    for row in rows:
        hours = row["hours"]
        lines.append(f"{row['what']} ({hours} h): {money(line_amount(row))}")
    return lines


def invoice_lines(number, rows):
    lines = head(number, rows)
    lines = lines + work(rows)
    percent = rows[0]["discount"]
    if Decimal(percent) != 0:
        lines = lines + [f"Subtotal: {money(subtotal(rows))}", f"Discount ({percent} %): {money(-discount(rows))}"]
    lines.append(f"Total: {money(total(rows))}")
    return lines


def month_of(rows):
    return int(rows[0]["issued"][5:7])


def month_total(invoices, month):
    amount = 0
    for rows in invoices.values():
        if month_of(rows) == month:
            amount = amount + total(rows)
    return amount


def overview_lines(invoices):
    totals = [""] * 12
    for month in range(1, 13):
        totals[month - 1] = money(month_total(invoices, month))
    return [f"{name}: {text}" for name, text in zip(MONTHS, totals)]


def write_lines(path, lines):
    text = "\n".join(lines) + "\n"
    Path(path).write_text(text, encoding="utf-8")


def make_invoices(source, folder):
    invoices = by_invoice(read_rows(source))
    Path(folder).mkdir(exist_ok=True)
    for number, rows in invoices.items():
        if rows[0]["sent_total"] != "":
            continue
        write_lines(Path(folder) / f"{number}.txt", invoice_lines(number, rows))
    write_lines(Path(folder) / "overview.txt", overview_lines(invoices))

# %% test
def test_program(program):
    rows = [{"number": "1", "issued": "2026-01-09", "client": "A", "discount": "0", "sent_total": "", "what": "x", "hours": "2", "rate": "10"}]
    invoices = {"1": rows, "2": [dict(rows[0], number="2")]}
    assert program.overview_lines(invoices)[0] == "January: 40.00 EUR"

# %% fixes
%%writefile FIXES.md
# Repairs

- overview_lines: janvier manquait
- line_amount and discount: un demi-centime descendait
