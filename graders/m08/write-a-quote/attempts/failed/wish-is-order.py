# %% rates
%%writefile rates.yaml
currency: EUR
rates:
  - work: programs
    rate: 17.90
  - work: web pages
    rate: 16.00

# %% quote
%%writefile quote.yaml
client: Claudine Uwase
issued: 2026-03-25
valid_until: 2026-04-24
currency: EUR
lines:
  - what: The program late.py
    hours: 2.25
    rate: 17.90
    amount: 40.28
  - what: The list late.csv
    hours: 1.15
    rate: 17.90
    amount: 20.59
  - what: The page late.html
    hours: 1.5
    rate: 16.00
    amount: 24.00
  - what: Questions, tests and delivery
    hours: 1.35
    rate: 17.90
    amount: 24.17
  - what: SMS to the readers
    hours: 2
    rate: 17.90
    amount: 35.80
total: 144.84
not_included:
  - a logo
change_rounds: 1
