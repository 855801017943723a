# %% asked
%%writefile asked.yaml
questions: [2, 3, 7]
decisions:
  - about: days
    answer: 10
  - about: parts ordered
    answer: "no"
