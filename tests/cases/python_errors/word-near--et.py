total = 3
if total > 1 et total < 5:
    total = 1
