# %% amounts
def half_up(amount):
    cents = int(amount * 100 + Decimal("0.5"))
    return Decimal(cents).scaleb(-2)


def line_amount(hours, rate):
    return half_up(rate * hours)


def totals(amounts, discount_percent, tax_percent):
    left = Decimal("0")
    for amount in amounts:
        left = left + amount
    subtotal = left
    discount = half_up(subtotal * (discount_percent / Decimal("100")))
    left = left - discount
    tax = half_up(left * (tax_percent / Decimal("100")))
    left = left + tax
    return [subtotal, discount, tax, left]


def due_date(issued):
    return date.fromordinal(issued.toordinal() + 30)


def next_number(last):
    return last[:5] + str(int(last[5:]) + 1).zfill(3)

# %% invoice
%%writefile invoice.yaml
number: "2026-042"
issued: 2026-12-28
due: 2027-01-27
seller: Diego Solís
client: Claudine Uwase
country: KE
currency: EUR
lines:
  - what: The program late.py
    hours: 6.15
    rate: 17.90
    amount: 110.09
  - what: The list late.csv
    hours: 1.15
    rate: 17.90
    amount: 20.59
  - what: The page late.html
    hours: 3.25
    rate: 16.00
    amount: 52.00
subtotal: 182.68
discount_percent: 5
discount: 9.13
tax_percent: 0
tax: 0.00
tax_note: "Not registered for VAT."
total: 173.55
