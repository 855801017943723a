# %% amounts
def to_cent(amount):
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def line_amount(hours, rate):
    return to_cent(hours * rate)


def totals(amounts, discount_percent, tax_percent):
    subtotal = sum(amounts)
    discount = to_cent(subtotal * discount_percent / 100)
    net = subtotal - discount
    tax = to_cent(subtotal * tax_percent / 100)
    return subtotal, discount, tax, net + tax


def due_date(issued):
    return issued + timedelta(days=30)


def next_number(last):
    year, number = last.split("-")
    return f"{year}-{int(number) + 1:03}"

# %% invoice
%%writefile invoice.yaml
number: 2026-042
issued: 2026-12-28
due: 2027-01-27
seller: Amina Haddad
client: Claudine Uwase
country: FR
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
tax_note: TVA non applicable, art. 293 B du CGI
total: 173.55
