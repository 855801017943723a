# row: D1
# tries: one calculation that Python cannot interrupt
# expect: timeout
# limits: seconds=0.3
# holds: the judge's clock ends a room
def double(x):
    return pow(7, 10**9) if x else x
