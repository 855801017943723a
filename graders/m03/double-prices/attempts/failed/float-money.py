# %% prices
def new_prices(prices):
    result = []
    for price in prices:
        result.append(round(price * Decimal("1.10"), 2))
    return result
