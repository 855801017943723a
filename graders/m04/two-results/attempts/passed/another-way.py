# %% prices
def price_range(prices):
    low = None
    high = None
    for price in prices:
        if low is None or price < low:
            low = price
        if high is None or price > high:
            high = price
    return low, high
