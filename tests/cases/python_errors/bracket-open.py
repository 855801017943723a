print((1 + 2)
total = 3
