# row: D1
# tries: to wait on the standard input below Python's own
# expect: failed
# says: nothing to read
# holds: nobody is there to type
import os
import sys

print("nothing to read", os.read(0, 10), sys.stdin.readline())


def double(x):
    return os.read(0, 10)
