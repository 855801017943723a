def order_price(price, count):
    return price * count
