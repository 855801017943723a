# %% money
def money(amount, currency="EUR"):
    return amount + " " + currency


def money_fr(amount, currency="EUR"):
    return money(amount, currency).replace(".", ",")
