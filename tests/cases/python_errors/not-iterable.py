for n in 5:
    print(n)
