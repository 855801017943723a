# row: F11
# tries: a list in a list in a list, a thousand times, by honest means
# expect: failed error
# holds: depth has a limit on both sides
def double(x):
    value = []
    for _ in range(100_000):
        value = [value]
    return value
