# row: F1
# tries: an object whose __class__ says that it is an int
# expect: failed
# holds: what a value is, is asked of type(), never of the value
class Lie:
    @property
    def __class__(self):
        return int

    def __index__(self):
        return 42

    def __eq__(self, other):
        return True


def double(x):
    return Lie()
