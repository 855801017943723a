def double(x):
    return 2 * abs(x)
