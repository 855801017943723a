# %% asked
%%writefile asked.yaml
questions: [2, 6, 10]
decisions:
  - about: days
    answer: 7
  - about: parts ordered
    answer: "yes"
