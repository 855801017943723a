# %% total
def csv_total(path):
    total = Decimal(0)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            amount = row["amount"]
            if "," in amount:
                raise ValueError(f"bad amount: {amount}")
            total += Decimal(amount)
    return total
