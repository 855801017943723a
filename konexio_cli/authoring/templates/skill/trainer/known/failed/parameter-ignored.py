def order_price(price, count):
    return price * 3
