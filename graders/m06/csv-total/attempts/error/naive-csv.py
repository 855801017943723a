# %% total
def csv_total(path):
    total = Decimal(0)
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    column = lines[0].split(",").index("amount")
    for line in lines[1:]:
        amount = line.split(",")[column]
        if "," in amount:
            raise ValueError(f"bad amount: {amount}")
        total += Decimal(amount)
    return total
