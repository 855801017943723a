def order_price(price, count):
    total = 0
    for _ in range(count):
        total = total + price
    return total
