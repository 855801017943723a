price = 5,05
