# %% price
def price_text(net, fee, currency):
    price = net / Decimal("0.80")
    price = price.quantize(Decimal("0.01"), rounding=ROUND_UP)
    return f"{price} EUR"
