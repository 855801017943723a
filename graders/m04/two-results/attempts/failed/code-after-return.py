# %% prices
def price_range(prices):
    if len(prices) == 0:
        return None, None
    return min(prices)
    return max(prices)
