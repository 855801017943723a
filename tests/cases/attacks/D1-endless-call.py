# row: D1
# tries: a loop without end, in a call
# expect: timeout
# limits: seconds=1
# holds: an endless call costs its own limit
def double(x):
    while isinstance(x, str):
        pass
    return x * 2
