# %% price
def price_text(net, fee, currency):
    price = net / (1 - fee / 100)
    price = price.quantize(Decimal("0.01"), rounding=ROUND_UP)
    print(f"{price} {currency}")
