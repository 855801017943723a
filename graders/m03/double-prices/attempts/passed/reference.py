# %% prices
def new_prices(prices):
    result = []
    for price in prices:
        result.append(round_money(price * Decimal("1.10")))
    return result
