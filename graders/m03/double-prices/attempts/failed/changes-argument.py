# %% prices
def new_prices(prices):
    for position in range(len(prices)):
        prices[position] = round_money(prices[position] * Decimal("1.10"))
    return prices
