# %% total
def cart_total(prices):
    total = 0
    position = 1
    while position < len(prices):
        total += prices[position]
        position += 1
    return total
