# row: F1
# tries: to hand back the argument, so that one list is compared with itself
# expect: failed
# holds: an answer is a value of its own
def double(x):
    if isinstance(x, list):
        x += x
        return x
    return x * 2
