# %% total
def cart_total(prices):
    total = 0
    while len(prices) > 0:
        total += prices.pop()
    return total
