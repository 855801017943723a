# %% price
def price_with_vat(price, vat):
    total = price + price * vat / 100
    print(round(total, 2))
