# row: F1
# tries: an exception whose class wants five arguments
# expect: error
# says: UnicodeDecodeError
# holds: every exception of a learner's is the verdict error
def double(x):
    b"\xff".decode("utf-8")
