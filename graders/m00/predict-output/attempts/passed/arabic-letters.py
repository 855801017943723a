# %% name
NAME = "زهرا"

# %% answers
answers = {
    1: "12",
    2: "price",
    3: "Hanoi",
    4: "5",
    5: "14",
    6: "Gao town",
    7: "4",
    8: "sunday",
    9: "10",
    10: "3 + 4",
}
