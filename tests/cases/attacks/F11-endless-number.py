# row: F11
# tries: a number with a million digits
# expect: failed error
# holds: a huge number costs the judge nothing
def double(x):
    return 10**1_000_000
