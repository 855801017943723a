# %% price
def price_with_vat(price, vat):
    factor = (100 + vat) / Decimal(100)
    return (price * factor).quantize(Decimal("0.01"))
