# %% money
def money(amount, currency="EUR"):
    return f"{amount:.2f} EUR"


def money_fr(amount, currency="EUR"):
    return f"{amount:.2f} EUR".replace(".", ",")
