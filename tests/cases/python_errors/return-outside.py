total = 3
return total
