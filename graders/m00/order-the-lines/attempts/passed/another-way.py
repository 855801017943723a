first = [6, 2]
order = first + [5, 4, 1]
