x = 3
if x > 3:
    x = 1
else if x > 2:
    x = 2
