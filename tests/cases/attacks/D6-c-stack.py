# row: D6
# tries: to fall through the floor of C
# expect: error failed
# holds: a crash costs its own check
import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name)


def double(x):
    return Deep().x
