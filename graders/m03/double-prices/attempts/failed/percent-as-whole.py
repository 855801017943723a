# %% prices
def new_prices(prices):
    result = []
    for price in prices:
        result.append(round_money(price + price * 10))
    return result
