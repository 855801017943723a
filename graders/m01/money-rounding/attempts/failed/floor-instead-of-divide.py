# %% rounding
def round_money(text):
    cents = (Decimal(text) + Decimal("0.005")) // Decimal("0.01")
    return f"{cents / 100:.2f}"
