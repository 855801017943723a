# %% total
def cart_total(prices):
    return sum(prices, Decimal("0"))
