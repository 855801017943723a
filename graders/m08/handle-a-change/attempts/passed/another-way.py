# %% change
%%writefile change.yaml
changes:
  - request: 4
    answer: new-price
    hours: 3.25
    price: 58.18
  - request: 3
    answer: new-price
    hours: 0.25
    price: 4.48
  - request: 2
    answer: new-price
    hours: 0.10
    price: 1.79
  - request: 1
    answer: in-quote
    hours: 0.75
    price: 0
new_price: 64.45
new_date: 2026-04-04
