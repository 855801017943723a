# %% prices
def price_range(prices):
    if len(prices) == 0:
        return None, None
    prices.sort()
    return prices[0], prices[-1]
