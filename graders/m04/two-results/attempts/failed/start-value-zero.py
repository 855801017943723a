# %% prices
def price_range(prices):
    if len(prices) == 0:
        return None, None
    low = 0
    high = 0
    for price in prices:
        if price < low:
            low = price
        if price > high:
            high = price
    return low, high
