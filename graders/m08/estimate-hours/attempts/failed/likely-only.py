# %% estimate
%%writefile estimate.yaml
steps:
  - what: Ask about the dates
    kind: questions
    low: 0.25
    likely: 0.5
    high: 2
    expected: 0.5
  - what: Read both files
    kind: work
    low: 0.5
    likely: 1
    high: 4
    expected: 1
  - what: Write late.csv
    kind: work
    low: 0.5
    likely: 1
    high: 3
    expected: 1
  - what: Write late.html
    kind: work
    low: 0.5
    likely: 1
    high: 4
    expected: 1
  - what: Test
    kind: tests
    low: 0.5
    likely: 1
    high: 3
    expected: 1
  - what: Deliver
    kind: delivery
    low: 0.25
    likely: 0.5
    high: 1
    expected: 0.5
total: 5
