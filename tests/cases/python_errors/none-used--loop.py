for x in [3].sort():
    print(x)
