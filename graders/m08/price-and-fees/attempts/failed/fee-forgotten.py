# %% price
def price_text(net, fee, currency):
    price = net.quantize(Decimal("0.01"), rounding=ROUND_UP)
    return f"{price} {currency}"
