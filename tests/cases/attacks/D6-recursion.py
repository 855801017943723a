# row: D6
# tries: to fall through the floor, slowly
# expect: error
# says: RecursionError
# holds: deep recursion is the learner's own exception
def double(x):
    return double(x)
