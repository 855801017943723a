# row: OK
# expect: passed
# holds: a right answer passes
def double(x):
    return x * 2
