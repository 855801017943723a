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
    if discount(rows) > 0:
        lines.append(f"Subtotal: {money(subtotal(rows))}")
        lines.append(f"Discount ({rows[0]['discount']} %): -{money(discount(rows))}")
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
    for place in range(12):
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

# %% quote
%%writefile quote.yaml
client: Goran Petrov
issued: 2026-03-02
valid_until: 2026-04-01
currency: EUR
lines:
  - what: Repair of invoice.py, with a test
    hours: 1.5
    rate: 18.00
    amount: 27.00
  - what: The list of repairs, FIXES.md
    hours: 0.25
    rate: 18.00
    amount: 4.50
total: 31.50
not_included:
  - new functions
change_rounds: 1

# %% message
%%writefile message.md
Hello Goran,

your program is repaired. You receive 2 files:

- invoice.py is the new program. It has the same name for each invoice file as before.
- FIXES.md tells what was wrong, and in which function.

All amounts are right to the cent now, and January is in the overview.
The invoices that you have sent stay as they are.

Please try invoice.py with your own rows. If something is not right, write to me until Friday.

Kind regards, Amina

# %% invoice
%%writefile invoice.yaml
number: 2026-008
issued: 2026-03-06
due: 2026-04-05
seller: Amina Haddad
client: Goran Petrov
country: FR
currency: EUR
lines:
  - what: Repair of invoice.py, with a test
    hours: 1.5
    rate: 18.00
    amount: 27.00
  - what: The list of repairs, FIXES.md
    hours: 0.25
    rate: 18.00
    amount: 4.50
subtotal: 31.50
discount_percent: 0
discount: 0.00
tax_percent: 0
tax: 0.00
tax_note: TVA non applicable, art. 293 B du CGI
total: 31.50
