# %% money
EURO = "EUR"


def money(amount, currency=EURO):
    cents = amount.quantize(Decimal("0.01"))
    return str(cents) + " " + currency


def money_fr(amount, currency=EURO):
    euros, cents = money(amount, currency).split(".")
    return euros + "," + cents
