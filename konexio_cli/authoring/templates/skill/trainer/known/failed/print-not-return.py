def order_price(price, count):
    print(price * count)
