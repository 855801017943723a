# row: F1
# tries: a number that is neither right nor wrong
# expect: failed
# holds: NaN is no answer
def double(x):
    return float("nan")
