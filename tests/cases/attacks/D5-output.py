# row: D5
# tries: a flood of text
# expect: failed
# says: flood
# holds: output is cut at its limit, and what it hides earns nothing
import sys

print("flood")
for _ in range(40):
    print("x" * 1_000_000)
    print("y" * 1_000_000, file=sys.stderr)


def double(x):
    print("z" * 3_000_000)
    return 0
