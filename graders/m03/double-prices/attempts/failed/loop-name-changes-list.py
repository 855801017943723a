# %% prices
def new_prices(prices):
    for price in prices:
        price = round_money(price * Decimal("1.10"))
    return prices
