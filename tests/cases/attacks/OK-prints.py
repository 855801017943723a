# row: OK
# expect: passed
# holds: a learner may print as much as they like
import sys


def double(x):
    print("doubling", x, "…", "é" * 100)
    print("!", file=sys.stderr)
    return x * 2


print("x" * 100_000)
display("a value")
