# row: F1
# tries: a list whose iterator, length and comparison lie
# expect: failed
# holds: a subclass arrives as its plain type, by the plain type's own reading
class Lie(list):
    def __eq__(self, other):
        return True

    def __iter__(self):
        return iter([1, [2], 1, [2]])

    def __len__(self):
        return 4


def double(x):
    return Lie()
