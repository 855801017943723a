# %% asked
%%writefile asked.yaml
questions: [3, 5, 7]
decisions:
  - about: days
    answer: 10
  - about: parts ordered
    answer: "no"
