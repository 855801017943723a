# %% asked
%%writefile asked.yaml
questions: [3, 4, 7]
decisions:
  - about: days
    answer: 10
  - about: parts ordered
    answer: "no"
