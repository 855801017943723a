price = 60
if price > 49,99:
    print(price)
