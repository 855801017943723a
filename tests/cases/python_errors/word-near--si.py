total = 3
si total > 1:
    total = 2
