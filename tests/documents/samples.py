"""One good file for each structured answer."""

from __future__ import annotations

GOOD = {
    "brief.yaml": """\
goal: one clean list
inputs:
  - clients.csv
outputs: [clean.csv, problems.csv]
deadline: 2026-04-03
budget: 120
currency: EUR
not_wanted: []
""",
    "asked.yaml": "questions: [2, 5]\ndecisions:\n  - about: doubles\n    answer: newest\n",
    "estimate.yaml": """\
steps:
  - what: Ask Sara
    kind: questions
    low: 0.25
    likely: 0.5
    high: 1
    expected: 0.54
total: 0.54
reason: "The list is short: 180 rows"
""",
    "rates.yaml": "currency: KES\nrates:\n  - work: scripts\n    rate: 900\n",
    "quote.yaml": """\
client: Sara Wanjiru
issued: 2026-03-10
valid_until: 2026-04-09
currency: EUR
lines:
  - what: clean.py
    hours: 1.15
    rate: 17.90
    amount: 20.59
  - what: clients_clean.csv
    hours: 0.5
    rate: 18.00
    amount: 9.00
total: 29.59
not_included:
  - sending the SMS
change_rounds: 1
""",
    "delivery.yaml": """\
client: Sara Wanjiru
language: en
files:
  - name: clean.py
    what: the program
how_to_use: Open a terminal and run clean.py
limits:
  - no Ugandan phones
next_step: Please look at problems.csv
""",
    "invoice.yaml": """\
number: 2026-014
issued: 2026-03-31
due: 2026-04-30
seller: Amina Haddad
client: Sara Wanjiru
country: FR
currency: EUR
lines:
  - what: clean.py
    hours: 1.15
    rate: 17.90
    amount: 20.59
subtotal: 20.59
discount_percent: 10
discount: 2.06
tax_percent: 20
tax: 3.71
total: 22.24
""",
    "change.yaml": """\
changes:
  - request: 1
    answer: new-price
    hours: 1.5
    price: 27.00
new_price: 27.00
new_date: 2026-04-20
""",
    "message.md": "Hello Sara,\n\nclean.py is ready - 2 files.\n",
}
