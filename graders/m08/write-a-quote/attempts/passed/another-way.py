# %% rates
%%writefile rates.yaml
currency: EUR
rates:
  - work: tout
    rate: 25.00

# %% quote
%%writefile quote.yaml
client: Claudine Uwase
issued: 2026-12-31
valid_until: 2027-01-01
currency: EUR
lines:
  - what: "late.py, late.csv et late.html : tout le travail"
    hours: 6
    rate: 25
    amount: 150
total: 150.00
not_included:
  - "les SMS : l'an prochain"
change_rounds: 0
