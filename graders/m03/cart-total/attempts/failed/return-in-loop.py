# %% total
def cart_total(prices):
    total = 0
    for price in prices:
        total += price
        return total
