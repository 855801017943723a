# %% total
def cart_total(prices):
    total = Decimal("0.00")
    position = 0
    while position < len(prices):
        total = total + prices[position]
        position = position + 1
    return total
