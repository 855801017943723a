# row: D2
# tries: an answer larger than an answer may be
# expect: memory
# holds: an answer has a size
def double(x):
    return "x" * (2 << 20)
