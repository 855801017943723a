# %% price
def price_text(net, fee, currency):
    cents = net * 10000 / (100 - fee)
    whole = int(cents)
    if cents > whole:
        whole = whole + 1
    return "{:.2f} {}".format(Decimal(whole) / 100, currency)
