# row: F1
# tries: an int whose comparisons and differences are always right
# expect: failed
# holds: a subclass arrives as its plain type, by the plain type's own reading
class Lie(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __sub__(self, other):
        return 0

    def __index__(self):
        return 42

    __hash__ = int.__hash__


def double(x):
    return Lie(0)
