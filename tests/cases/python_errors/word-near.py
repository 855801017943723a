For n in [1]:
    print(n)
