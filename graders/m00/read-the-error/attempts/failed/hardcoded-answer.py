# %% answers
answers = {
    "line_1": 4,
    "kind_1": "NameError",
    "line_2": 2,
    "kind_2": "SyntaxError",
    "line_3": 3,
    "kind_3": "IndentationError",
}

# %% repair_1
price = 40
shipping = 6
total = price + shipping
print("Thank you")

# %% repair_2
client = "Noor"
print("Welcome")

# %% repair_3
hours = 3
pay = hours * 15
print("Done")
