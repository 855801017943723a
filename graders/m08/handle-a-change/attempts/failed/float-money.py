# %% change
%%writefile change.yaml
changes:
  - request: 1
    answer: in-quote
    hours: 0.75
    price: 0.00
  - request: 2
    answer: gift
    hours: 0.1
    price: 0.00
  - request: 3
    answer: new-price
    hours: 0.25
    price: 4.47
  - request: 4
    answer: new-price
    hours: 3.25
    price: 58.17
new_price: 62.64
new_date: 2026-04-10
