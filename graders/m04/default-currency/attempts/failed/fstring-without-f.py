# %% money
def money(amount, currency="EUR"):
    return "{amount:.2f} {currency}"


def money_fr(amount, currency="EUR"):
    return money(amount, currency).replace(".", ",")
