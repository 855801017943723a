# %% estimate
%%writefile estimate.yaml
reason: "I have two small children: I work slowly and only at night"
total: 17.67
steps:
  - {what: Lire la demande et poser des questions, kind: questions, low: 0.5, likely: 1, high: 2, expected: 1.08}
  - {what: Écrire le programme, kind: work, low: 4, likely: 6, high: 12, expected: 6.67}
  - {what: Écrire la page, kind: work, low: 2, likely: 4, high: 9, expected: 4.50}
  - {what: Tester, kind: tests, low: 2, likely: 3, high: 8, expected: 3.67}
  - {what: Livrer, kind: delivery, low: 1, likely: 1.50, high: 3.5, expected: 1.75}
