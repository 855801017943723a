price = 5
