# %% name
NAME = "Amina"

# %% answers
answers = {
    1: "10",
    2: "Hello name",
    3: "60",
    4: "price",
    5: "24",
    6: "12",
    7: "23",
    8: "3 + 4",
    9: "Lima",
    10: "Carlos",
}
