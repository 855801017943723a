# %% summary
%%writefile brief.yaml
goal: find late readers
inputs:
  - loans.csv
  - readers.csv
outputs:
  - late.csv
  - late.html
  - sms
  - app
deadline: 2026-04-03
budget: 80
currency: EUR
not_wanted:
  - logo
