5 = total
