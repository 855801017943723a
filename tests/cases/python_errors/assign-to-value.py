price = 3
price + 1 = total
