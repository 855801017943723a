# %% prices
def new_prices(prices):
    return [(price + price / 10).quantize(Decimal("0.01"), ROUND_HALF_UP) for price in prices]
