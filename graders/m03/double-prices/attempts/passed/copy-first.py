# %% prices
def new_prices(prices):
    result = prices.copy()
    for position in range(len(result)):
        result[position] = round_money(result[position] * 110 / 100)
    return result
