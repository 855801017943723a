print(sep='', 3)
