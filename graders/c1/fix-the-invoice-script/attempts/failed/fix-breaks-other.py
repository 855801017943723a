# %% program
%%writefile invoice.py
import csv
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
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


def line_amount(row):
    amount = Decimal(row["hours"]) * Decimal(row["rate"])
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def subtotal(rows):
    amount = 0
    for row in rows:
        amount = amount + line_amount(row)
    return amount


def discount(rows):
    amount = subtotal(rows) * Decimal(rows[0]["discount"]) / 100
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def total(rows):
    if rows[0]["sent_total"]:
        return Decimal(rows[0]["sent_total"])
    return subtotal(rows) - discount(rows)


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
    for place in range(11):
        totals[place] = money(month_total(invoices, place + 1))
    return [f"{name}: {text}" for name, text in zip(MONTHS, totals)]


def write_lines(path, lines):
    text = "\n".join(lines) + "\n"
    Path(path).write_text(text, encoding="utf-8")


def make_invoices(source, folder):
    invoices = by_invoice(read_rows(source))
    Path(folder).mkdir(exist_ok=True)
    for number, rows in invoices.items():
        if not rows[0]["sent_total"]:
            write_lines(Path(folder) / f"{number}.txt", invoice_lines(number, rows))
    write_lines(Path(folder) / "overview.txt", overview_lines(invoices))

# %% test
def test_program(program):
    row = {"hours": "1.15", "rate": "17.90"}
    assert program.money(program.line_amount(row)) == "20.59 EUR"

# %% fixes
%%writefile FIXES.md
- line_amount: float lost half a cent, now it is Decimal
- discount: the same
- overview_lines: the loop did not begin with January
- make_invoices: a sent invoice is not written again
