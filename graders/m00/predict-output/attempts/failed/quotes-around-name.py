# %% name
NAME = "Amina"

# %% answers
answers = {
    1: "10",
    2: "Hello Samir",
    3: "60",
    4: "15",
    5: "4",
    6: "12",
    7: "23",
    8: "3 + 4",
    9: "Lima",
    10: "name",
}
