# %% answers
answers = {}
answers["line_1"] = 4
answers["line_2"] = 2
answers["line_3"] = 3
answers["kind_1"] = "NameError"
answers["kind_2"] = "SyntaxError"
answers["kind_3"] = "IndentationError"

# %% repair_1
price = 40
shipping = 6
totl = price + shipping
print("Total:", totl)
print("Thank you")

# %% repair_2
client = 'Noor'
print(f"Client: {client}")
print("Welcome")

# %% repair_3
hours = 3
pay = hours * 15
print("Pay: " + str(pay), "Done", sep="\n")
