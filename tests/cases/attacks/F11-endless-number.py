# row: F11
# tries: a number with a million digits
# expect: failed error
# holds: a huge number costs the judge nothing
HUGE = 10**1_000_000


def double(x):
    return HUGE
