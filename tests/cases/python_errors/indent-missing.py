for n in [1, 2]:
print(n)
