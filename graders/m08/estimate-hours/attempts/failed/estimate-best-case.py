# %% estimate
%%writefile estimate.yaml
steps:
  - what: Read both files
    kind: work
    low: 1
    likely: 1
    high: 1
    expected: 1
  - what: Find the late readers
    kind: work
    low: 1
    likely: 1
    high: 1
    expected: 1
  - what: Write late.csv
    kind: work
    low: 0.5
    likely: 0.5
    high: 0.5
    expected: 0.5
  - what: Write late.html
    kind: work
    low: 1
    likely: 1
    high: 1
    expected: 1
  - what: Repair small things
    kind: work
    low: 0.5
    likely: 0.5
    high: 0.5
    expected: 0.5
total: 4
