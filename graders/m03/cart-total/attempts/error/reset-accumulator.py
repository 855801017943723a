# %% total
def cart_total(prices):
    for price in prices:
        total = 0
        total += price
    return total
