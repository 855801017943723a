# row: F1
# tries: an exception group, whose class cannot be made again from a text
# expect: error
# says: ExceptionGroup
# holds: every exception of a learner's is the verdict error
def double(x):
    raise ExceptionGroup("two", [ValueError("a"), TypeError("b")])
