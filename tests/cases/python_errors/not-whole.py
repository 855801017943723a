for n in range(6 / 2):
    print(n)
