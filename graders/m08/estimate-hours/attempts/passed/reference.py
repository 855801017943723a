# %% estimate
%%writefile estimate.yaml
steps:
  - what: Ask Claudine when a book is late
    kind: questions
    low: 0.25
    likely: 0.5
    high: 1
    expected: 0.54
  - what: Read both files and join them
    kind: work
    low: 0.5
    likely: 1
    high: 3
    expected: 1.25
  - what: Write late.csv
    kind: work
    low: 0.25
    likely: 0.5
    high: 1.5
    expected: 0.63
  - what: Write late.html
    kind: work
    low: 0.5
    likely: 1
    high: 2
    expected: 1.08
  - what: Test with wrong dates
    kind: tests
    low: 0.5
    likely: 1
    high: 2
    expected: 1.08
  - what: Write the message and send the files
    kind: delivery
    low: 0.25
    likely: 0.5
    high: 0.5
    expected: 0.46
total: 5.04
