# row: D1
# tries: a regular expression that takes years
# expect: timeout
# limits: seconds=0.3
# holds: the judge's clock ends a room
import re


def double(x):
    return re.match(r"(a+)+$", "a" * 60 + "b")
