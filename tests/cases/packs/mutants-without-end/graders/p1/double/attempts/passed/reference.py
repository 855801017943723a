def double(x):
    n = x
    while n < 2 * x:
        n += 1
    return n
