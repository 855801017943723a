def cart_total(prices):
    total = 0
    for price in prices:
        Total += price
    return total
cart_total([2])
