# row: F1
# tries: a str whose __eq__, __str__ and encode lie
# expect: failed
# holds: a subclass arrives as its plain type, by the plain type's own reading
class Lie(str):
    def __eq__(self, other):
        return True

    def __str__(self):
        return "abab"

    def isascii(self):
        return True

    __hash__ = str.__hash__


def double(x):
    return Lie("wrong")
