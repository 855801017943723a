# %% name
NAME = "Amina"

# %% answers
answers = {
    1: "14",
    2: "Hello name",
    3: "80",
    4: "price",
    5: "4",
    6: "12",
    7: "23",
    8: "3 + 4",
    9: "Dakar",
    10: "Carlos",
}
