# %% summary
%%writefile brief.yaml
# Claudine, Kigali
currency: "EUR"
budget: 80.00
deadline: "2026-04-03"
goal: Find late readers
outputs: [late.html, late.csv]
inputs: [readers.csv, loans.csv]
not_wanted: [SMS, app, logo]
