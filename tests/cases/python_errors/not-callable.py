price = 3
print(price(4))
