# %% asked
%%writefile asked.yaml
questions:
  - 7
  - 3
decisions:
  - about: Parts ordered
    answer: No
  - about: Days
    answer: 10 days
